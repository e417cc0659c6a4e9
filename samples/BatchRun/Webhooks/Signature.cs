using System.Security.Cryptography;
using System.Text;

namespace BatchRun.Webhooks;

/// <summary>
/// Signs a message so that its receiver knows who sent it, and that it is neither changed nor old: HMAC-SHA-256 with the shared secret over
/// <c>id.timestamp.body</c>.
/// </summary>
internal static class Signature
{
    private const string Version = "v1,";

    public static string Of(string secret, string id, string timestamp, string body) =>
        Version + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));

    /// <summary>What a receiver does.</summary>
    public static bool IsGood(string signature, string secret, string id, string timestamp, string body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Of(secret, id, timestamp, body)));
}
