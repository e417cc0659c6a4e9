using System.Globalization;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Retrying.Streams;
using PromptCaching.Telemetry;

namespace PromptCaching.Retrying;

/// <summary>The only owner of retries: the same message is sent again, never a copy; everything below happens once per attempt.</summary>
/// <param name="pipeline">The loop.</param>
/// <param name="options">The options, asked for at every call.</param>
/// <param name="isPaced">Whether a limiter below waits for as long as the server says.</param>
internal sealed class RetryingHandler(RetryPipeline pipeline, Func<RetryingOptions> options, Func<bool> isPaced) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (!current.Enabled)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var terms = TermsOf(request, current);
        var attempt = await pipeline.ExecuteAsync(terms, token => TryAsync(request, terms, token), cancellationToken).ConfigureAwait(false);
        var response = attempt.Result;
        if (attempt.Outcome is { ErrorInStream: { } error, Status: { } status })
        {
            response = StreamFailure.AsAnswer(response, status, error);
            NobodyAnswered(terms);
        }

        if (!response.IsSuccessStatusCode && terms.MostRetries > 0)
        {
            // Layers must not multiply: whoever retries above us is told that we have done it.
            response.Headers.Remove(ClaudeHeaders.ShouldRetry);
            response.Headers.TryAddWithoutValidation(ClaudeHeaders.ShouldRetry, "false");
        }

        return response;
    }

    private async Task<Attempt<HttpResponseMessage>> TryAsync(HttpRequestMessage request, RetryTerms terms, CancellationToken cancellationToken)
    {
        NobodyAnswered(terms);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (AttemptOutcomes.Of(failure, cancellationToken) is { } outcome)
        {
            return new(failure, outcome);
        }

        try
        {
            return new(response, await OutcomeOfAsync(response, terms, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>A stream that broke before its content was the source of nothing.</summary>
    private static void NobodyAnswered(RetryTerms terms)
    {
        if (terms.Report is { } report)
        {
            report.Source = CallSource.None;
        }
    }

    private async ValueTask<AttemptOutcome?> OutcomeOfAsync(HttpResponseMessage response, RetryTerms terms, CancellationToken cancellationToken) =>
        !response.IsSuccessStatusCode
            ? await AttemptOutcomes.OfAsync(response, pipeline.Tools.Time, cancellationToken).ConfigureAwait(false)
            : terms.MostRetries > 0 && response.Content is ResponseTap { IsStream: true, Answer.IsEncoded: false } tap
                ? await StreamOpening.ReadAsync(tap, cancellationToken).ConfigureAwait(false)
                : null;

    private RetryTerms TermsOf(HttpRequestMessage request, RetryingOptions current)
    {
        var endpoint = ClaudeEndpoints.Of(request);
        var context = CallContext.Of(request);
        var terms = RetryTerms.Of(
            current,
            endpoint,
            request.RequestUri is { IsAbsoluteUri: true } address ? address.GetLeftPart(UriPartial.Authority) : "",
            context?.Once(RequestOutline.Of)?.Model,
            pipeline.Health) with
        {
            IsPaced = endpoint is ClaudeEndpoint.Messages or ClaudeEndpoint.CountTokens && isPaced(),
            Report = context?.Report,
        };
        return IsRepeatedAbove(request) || !CanBeSentAgain(request, endpoint) ? terms with { MostRetries = 0 } : terms;
    }

    private bool IsRepeatedAbove(HttpRequestMessage request)
    {
        var isRepeated = int.TryParse(
            request.Headers.Find(ClaudeHeaders.CallersRetryCount), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
        if (isRepeated)
        {
            pipeline.WarnOfLayerAbove();
        }

        return isRepeated;
    }

    /// <summary>Bodies of Messages calls are bytes by now; of the others, multipart uploads and one-time streams pass through once.</summary>
    private static bool CanBeSentAgain(HttpRequestMessage request, ClaudeEndpoint endpoint) =>
        request.Content is null or ByteArrayContent or BytesContent || endpoint == ClaudeEndpoint.Messages;
}
