using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Clients;

/// <summary>Finds out who calls, from one state of the options.</summary>
internal sealed class CallerDirectory
{
    private const string Bearer = "Bearer ";
    private readonly FrozenDictionary<string, GatewayCaller> _clients;

    public CallerDirectory(ClaudeGatewayOptions options)
    {
        Options = options;
        _clients = options.Clients.ToFrozenDictionary(
            static one => ClientTokens.HashOf(one.Value)!,
            static one => new GatewayCaller(one.Key, ClientScopes.Of(one.Value.Scope ?? one.Key), one.Value));
    }

    /// <summary>Gets the options that it was made from.</summary>
    public ClaudeGatewayOptions Options { get; }

    /// <summary>Finds the caller; <see langword="null"/> for one who shows nothing that counts here.</summary>
    /// <remarks>Without clients a key must be there all the same: the gateway's own is never lent to somebody unknown.</remarks>
    public GatewayCaller? Find(IHeaderDictionary headers)
    {
        var key = Value(headers[GatewayHeaders.ApiKey].ToString());
        var token = Token(headers.Authorization.ToString());
        return _clients.Count > 0
            ? Client(key) ?? Client(token)
            : key is null && token is null ? null
            : new GatewayCaller("A caller with a key", $"caller/{ClientTokens.HashOf($"{key}\n{token}")}", null);
    }

    /// <summary>What somebody is told whom <see cref="Find"/> does not find.</summary>
    public string WhyUnknown(IHeaderDictionary headers) =>
        _clients.Count == 0 ? "This gateway needs an API key, as x-api-key or as a bearer token."
        : Value(headers[GatewayHeaders.ApiKey].ToString()) is null && Token(headers.Authorization.ToString()) is null
            ? "This gateway needs a token, as x-api-key or as a bearer token."
            : "The token is not known here.";

    private GatewayCaller? Client(string? token) => token is null ? null : _clients.GetValueOrDefault(ClientTokens.HashOf(token));

    private static string? Token(string authorization) =>
        Value(authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..] : authorization);

    private static string? Value(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
