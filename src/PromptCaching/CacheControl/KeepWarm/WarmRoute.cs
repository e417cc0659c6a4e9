using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>Where the calls with one prefix go, and in whose name: without that, a later call would meet another cache.</summary>
internal sealed class WarmRoute
{
    /// <summary>Nobody waits for it, no stored answer can stand in for it, and its marker is where it has to be.</summary>
    private static readonly ClaudeCall Wishes = new()
    {
        ResponseCache = ResponseCacheMode.Bypass,
        CacheControl = CacheControlMode.Off,
        Priority = CallPriority.Low,
    };

    private readonly Uri _address;
    private readonly Version _version;
    private readonly HttpVersionPolicy _versionPolicy;
    private readonly (string Name, string[] Values)[] _headers;

    public WarmRoute(HttpRequestMessage request)
    {
        _address = request.RequestUri!;
        _version = request.Version;
        _versionPolicy = request.VersionPolicy;
        _headers = [.. request.Headers.NonValidated.Where(static header => IsKept(header.Key)).Select(static header => (header.Key, header.Value.ToArray()))];
    }

    public HttpRequestMessage Request(byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Version = _version,
            VersionPolicy = _versionPolicy,
            Content = new BytesContent(body),
        };
        foreach (var (name, values) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        Wishes.Set(request);
        KeepWarmCall.Mark(request);
        return request;
    }

    private static bool IsKept(string name) =>
        name.StartsWith(ClaudeHeaders.ApiPrefix, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ClaudeHeaders.ApiKey, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ClaudeHeaders.Authorization, StringComparison.OrdinalIgnoreCase);
}
