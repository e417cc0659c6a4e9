using PromptCaching.Http;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Everything outside the body that tells one question from another, as it stands on a request. Cheap to make and to compare.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The whole address.</param>
/// <param name="Host">The host header, where the caller sets one.</param>
/// <param name="Version">The API version, the caller's or ours.</param>
/// <param name="Betas">The betas, the caller's or ours.</param>
/// <param name="OtherHeaders">Further headers that belong to the key: those of the API that are new, and those that options name.</param>
/// <param name="Scope">The scope that the caller asks for.</param>
/// <param name="ApiKey">The key in the caller's header.</param>
/// <param name="Authorization">The token in the caller's header.</param>
/// <param name="ConfiguredKey">The key of callers who bring none.</param>
/// <param name="ConfiguredIdentity">Who callers are who bring no credential, where tokens take the place of a key.</param>
internal readonly record struct Caller(
    string Method,
    string Address,
    string? Host,
    string Version,
    string? Betas,
    string? OtherHeaders,
    string? Scope,
    string? ApiKey,
    string? Authorization,
    string? ConfiguredKey,
    string? ConfiguredIdentity)
{
    /// <summary>Reads what a request says of its caller.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scope">The scope that was asked for.</param>
    /// <param name="connection">What goes on further down where the caller set nothing.</param>
    /// <param name="keyHeaders">Headers that change the answer behind this address, besides those of the API.</param>
    public static Caller Of(HttpRequestMessage request, string? scope, ClaudeConnection connection, IList<string> keyHeaders)
    {
        string? version = null, betas = null, others = null, apiKey = null, authorization = null;
        var hasWorkspace = connection.Workspace is null;
        foreach (var header in request.Headers.NonValidated)
        {
            var name = header.Key;
            if (Is(name, ClaudeHeaders.Version))
            {
                version = header.Value.ToString();
            }
            else if (Is(name, ClaudeHeaders.Beta))
            {
                betas = header.Value.ToString();
            }
            else if (Is(name, ClaudeHeaders.ApiKey))
            {
                apiKey = header.Value.ToString();
            }
            else if (Is(name, ClaudeHeaders.Authorization))
            {
                authorization = header.Value.ToString();
            }
            else if (name.StartsWith(ClaudeHeaders.ApiPrefix, StringComparison.OrdinalIgnoreCase) || IsNamed(name, keyHeaders))
            {
                others = Add(others, name, header.Value.ToString());
                hasWorkspace |= Is(name, ClaudeHeaders.Workspace);
            }
        }

        others = hasWorkspace ? others : Add(others, ClaudeHeaders.Workspace, connection.Workspace!);

        return new Caller(
            request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Host, version ?? connection.ApiVersion, betas ?? connection.Betas,
            others, scope, apiKey, authorization, connection.ApiKey, connection.Identity);
    }

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(string name, IList<string> keyHeaders)
    {
        for (var index = 0; index < keyHeaders.Count; index++)
        {
            if (Is(name, keyHeaders[index]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names and values cannot hold line ends, so joined with them they stay apart; sorted, their order makes no difference.</summary>
    private static string Add(string? others, string name, string value)
    {
        var line = name.ToLowerInvariant() + ":" + value;
        return others is null ? line : string.Join('\n', others.Split('\n').Append(line).Order(StringComparer.Ordinal));
    }
}
