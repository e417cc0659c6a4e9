using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Everything of a request but its body.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Host">The host header.</param>
/// <param name="Headers">The other headers.</param>
/// <param name="Scope">The scope that the caller sets.</param>
/// <param name="ConfiguredKey">The key of the options.</param>
internal sealed record Sender(
    string Method, string Address, string? Host, IReadOnlyList<(string Name, string Value)> Headers, string? Scope, string? ConfiguredKey)
{
    public const string KeyHeader = "X-Tenant";
    private const string DefaultVersion = "2023-06-01";
    private const string DefaultBetas = "betas-of-the-options";

    public static Sender Usual { get; } = new("POST", "https://api.anthropic.com/v1/messages", null, [], null, "key-of-the-options");

    /// <summary>Gets the envelope that the product makes of it; <see langword="null"/> where it knows no scope.</summary>
    public Envelope? EnvelopeOf(Envelopes envelopes)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), Address);
        request.Headers.Host = Host;
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var connection = new ClaudeConnection(ConfiguredKey, new Uri("https://api.anthropic.com"), DefaultVersion, DefaultBetas);
        return envelopes.Of(Caller.Of(request, Scope, connection, [KeyHeader]));
    }

    /// <summary>Says who asks whom and how; <see langword="null"/> where nothing tells whose call it is.</summary>
    public string? Meaning()
    {
        var token = Values("authorization") is { } value && value.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) ? value[7..]
            : Values("authorization");
        var ownKey = Values("x-api-key") is { Length: > 0 } key ? key : null;
        string? credential;
        if (token is null)
        {
            credential = ownKey ?? ConfiguredKey;
        }
        else if (token.StartsWith("sk-ant-api", StringComparison.Ordinal))
        {
            credential = ownKey is null ? token : ownKey + "\n" + token;
        }
        else
        {
            credential = Scope is null ? null : token;
        }

        var address = new Uri(Address);
        var others = Headers.Select(static header => (Name: header.Name.ToLowerInvariant(), header.Value))
            .Where(static header => header.Name.StartsWith("anthropic-", StringComparison.Ordinal) || header.Name == "x-tenant")
            .Where(static header => header.Name is not ("anthropic-version" or "anthropic-beta"))
            .OrderBy(static header => header.Name, StringComparer.Ordinal)
            .Select(static header => $"{header.Name}:{header.Value}");
        return credential is null ? null : string.Join('\u0001',
            Method, address.Scheme, address.Host, address.Port, address.PathAndQuery, Host ?? "\u0002", Values("anthropic-version") ?? DefaultVersion,
            Values("anthropic-beta") ?? DefaultBetas, string.Join('\u0003', others), Scope ?? "\u0002", credential);
    }

    public Sender With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    private string? Values(string name)
    {
        var values = Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static header => header.Value).ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }
}
