using System.Net;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>A response that was read to its end, so that several callers can be given one of their own.</summary>
/// <param name="response">The response as it came; its content has been read.</param>
/// <param name="body">The bytes of its content.</param>
internal sealed class BufferedResponse(HttpResponseMessage response, byte[] body)
{
    public static async Task<BufferedResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(response, await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));

    public HttpResponseMessage For(HttpRequestMessage request)
    {
        var copy = ResponseHeads.Copy(response, request);
        copy.Content = new BytesContent(body, response.Content.Headers);
        return copy;
    }
}
