using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;

namespace PromptCaching.Retrying;

/// <summary>The only owner of retries: the same message is sent again, never a copy; everything below happens once per attempt.</summary>
internal sealed class RetryingHandler(
    RetryPipeline pipeline,
    Func<RetryingOptions> options,
    TimeProvider time,
    Func<double> chance,
    ILogger logger) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (!current.Enabled || current.MaxRetries == 0 || IsRepeatedAbove(request) || !CanBeSentAgain(request))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var state = new RetryState(current, ClaudeEndpoints.Of(request), time, chance, logger);
        var response = await pipeline
            .ExecuteAsync(state, token => base.SendAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            // Layers must not multiply: whoever retries above us is told that we have done it.
            response.Headers.Remove(ClaudeHeaders.ShouldRetry);
            response.Headers.TryAddWithoutValidation(ClaudeHeaders.ShouldRetry, "false");
        }

        return response;
    }

    private static bool IsRepeatedAbove(HttpRequestMessage request) =>
        request.Headers.Find(ClaudeHeaders.CallersRetryCount) is { } count && count != "0";

    /// <summary>Bodies of Messages calls are bytes by now; of the others, multipart uploads and one-time streams pass through once.</summary>
    private static bool CanBeSentAgain(HttpRequestMessage request) =>
        request.Content is null or ByteArrayContent or BytesContent || ClaudeEndpoints.Of(request) == ClaudeEndpoint.Messages;
}
