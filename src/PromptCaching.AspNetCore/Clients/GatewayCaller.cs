namespace PromptCaching.AspNetCore.Clients;

/// <summary>Who calls: a client with a token, or somebody with an API key of their own.</summary>
/// <param name="Name">What logs say.</param>
/// <param name="Scope">Whose stored answers it sees, as far as the server decides.</param>
/// <param name="Client">The client's terms; <see langword="null"/> for somebody with a key of their own.</param>
internal sealed record GatewayCaller(string Name, string Scope, ClaudeGatewayClient? Client)
{
    public bool UsesGatewayKey => Client is not null;

    /// <summary>The scope of a call: the server's own, and what the caller adds below it. No caller reaches another's by any name.</summary>
    /// <returns><see langword="null"/> where the key that goes through says it already.</returns>
    public string? ScopeOf(string? wanted) => wanted is not null ? $"{Scope}/{wanted}" : UsesGatewayKey ? Scope : null;
}
