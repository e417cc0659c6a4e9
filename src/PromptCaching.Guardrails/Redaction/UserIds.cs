using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>Makes of a user's id one that tells nobody who it is, and that stays different from those of others.</summary>
internal sealed class UserIds(string? secret)
{
    private const int ShownBytes = 16;
    private readonly byte[] _key = secret is null ? RandomNumberGenerator.GetBytes(32) : Encoding.UTF8.GetBytes(secret);

    public string Of(string userId) => "user_" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(userId)).AsSpan(0, ShownBytes));
}
