using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Benchmarks.Contests;

/// <summary>The cache that anybody writes first: the hash of the body is the key, the text of the answer the value, and nothing is asked of either.</summary>
internal sealed class NaiveCacheHandler(IDistributedCache cache, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexString(SHA256.HashData(await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
        if (await cache.GetStringAsync(key, cancellationToken) is not { } text)
        {
            using var response = await base.SendAsync(request, cancellationToken);
            text = await response.Content.ReadAsStringAsync(cancellationToken);
            await cache.SetStringAsync(key, text, cancellationToken);
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
