using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Http;

namespace PromptCaching.Clouds;

/// <summary>Turns calls of the plain API into those of Google Cloud, below everything else: the whole chain sees the plain API.</summary>
internal sealed class GoogleCloudHandler(GoogleCloudEndpoint cloud) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var endpoint = ClaudeEndpoints.Of(request);
        if (endpoint is not (ClaudeEndpoint.Messages or ClaudeEndpoint.CountTokens) || request is not { Content: { } content, RequestUri: { } plain })
        {
            throw Refused(
                $"Google Cloud has no {request.Method} {request.RequestUri?.AbsolutePath}: it takes messages and token counts. "
                + "Ask for batches and models by a client of the Claude API.");
        }

        if (request.Headers.Contains(ClaudeHeaders.ApiKey))
        {
            throw Refused("Google Cloud takes an access token and no API key: leave x-api-key off the request, and the client's token is sent.");
        }

        var body = await BytesAsync(content, cancellationToken).ConfigureAwait(false);
        var translated = Translate(body.Span, endpoint);
        var version = request.Headers.Find(ClaudeHeaders.Version);
        try
        {
            // The version is in the body, and is another one.
            request.Headers.Remove(ClaudeHeaders.Version);
            request.RequestUri = cloud.AddressOf(plain, endpoint, translated);
            request.Content = Spliced(body, translated, content);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = content;
            request.RequestUri = plain;
            if (version is not null)
            {
                request.Headers.TryAddWithoutValidation(ClaudeHeaders.Version, version);
            }
        }
    }

    private static SplicedContent Spliced(ReadOnlyMemory<byte> body, GoogleCloudBody translated, HttpContent original)
    {
        var content = new SplicedContent(body, translated.Splices);
        original.Headers.CopyTo(content.Headers);
        return content;
    }

    /// <summary>Reads without leaving a copy in the content, which is sent again when the attempt fails.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> BytesAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content is BytesContent bytes)
        {
            return bytes.Bytes;
        }

        using var copy = new MemoryStream((int)(content.Headers.ContentLength ?? 0));
        await content.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    private static GoogleCloudBody Translate(ReadOnlySpan<byte> body, ClaudeEndpoint endpoint)
    {
        try
        {
            return GoogleCloudBody.Of(body, endpoint);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            throw Refused($"Google Cloud takes the model in the address, and it cannot be read from the body: {wrong.Message}", wrong);
        }
    }

    private static ClaudeRefusedException Refused(string message, Exception? because = null) => new(RefusalReason.Validation, message, because);
}
