using System.Text;
using PromptCaching.Bodies;
using PromptCaching.Http;

namespace PromptCaching.CacheControl;

/// <summary>What keeps the prompt caches of two calls to one model apart, as far as the request tells: where it goes, whose key, which workspace.</summary>
internal static class CacheIsolation
{
    private static readonly string[] Headers = ["x-api-key", "authorization", "anthropic-workspace-id"];

    public static ulong Of(HttpRequestMessage request)
    {
        var hash = Hash(request.RequestUri?.GetLeftPart(UriPartial.Path));
        foreach (var header in Headers)
        {
            hash = BlockHash.Join(hash, Hash(request.Headers.Find(header)));
        }

        return hash;
    }

    private static ulong Hash(string? text) => text is null ? 0 : BlockHash.Of(Encoding.UTF8.GetBytes(text));
}
