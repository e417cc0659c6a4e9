using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.AspNetCore.Clients;

/// <summary>Tokens are compared as hashes: how long that takes tells nothing about a token.</summary>
internal static class ClientTokens
{
    private const int HashDigits = 64;

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The hash of a client's token; <see langword="null"/> where there is none that could be one.</summary>
    public static string? HashOf(ClaudeGatewayClient client) =>
        !string.IsNullOrWhiteSpace(client.Token) ? HashOf(client.Token)
        : client.TokenHash is { Length: HashDigits } hash && hash.All(char.IsAsciiHexDigit) ? hash.ToUpperInvariant()
        : null;
}
