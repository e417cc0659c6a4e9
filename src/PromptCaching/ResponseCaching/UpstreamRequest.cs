using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching;

/// <summary>
/// The request that goes up for everybody who asks the same: it outlives the caller whose it was, so it shares nothing that caller may dispose of.
/// </summary>
internal static class UpstreamRequest
{
    public static HttpRequestMessage For(CacheLookup lookup, CallReport report)
    {
        var original = lookup.Request;
        var request = new HttpRequestMessage(original.Method, original.RequestUri)
        {
            Version = original.Version,
            VersionPolicy = original.VersionPolicy,
            Content = new BytesContent(lookup.Context.Body, original.Content!.Headers),
        };
        foreach (var header in original.Headers.NonValidated)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        foreach (var (key, value) in original.Options)
        {
            ((IDictionary<string, object?>)request.Options)[key] = value;
        }

        lookup.Call.Set(request);
        lookup.Context.For(report).Attach(request);
        return request;
    }
}
