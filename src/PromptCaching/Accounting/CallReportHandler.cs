using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Errors;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Opens a call and closes it: the body becomes bytes that every attempt can send again, and whatever happens ends in a report.</summary>
internal sealed class CallReportHandler(CallCompletion completion, TimeProvider time, ILogger logger) : AsyncOnlyHandler
{
    /// <summary>Twice what the API takes (32 MB), so that the verdict on a body that is somewhat too long stays the API's.</summary>
    private const int LongestBody = 64 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ClaudeEndpoints.Of(request) != ClaudeEndpoint.Messages || request.Content is not { } original)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        RefuseUnknownWishes(request);
        var body = original as BytesContent ?? await BufferAsync(original, cancellationToken).ConfigureAwait(false);
        var context = new CallContext(body.Bytes);
        context.Report.Model = context.Once(RequestOutline.Of)?.Model;
        context.Attach(request);
        request.Content = body;
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            completion.Complete(context.Report, logger);
            throw;
        }
        finally
        {
            request.Content = original;
        }

        // Handlers that make answers themselves often leave this out; it is how a report is found from a response.
        response.RequestMessage ??= request;
        Follow(response, context.Report);
        return response;
    }

    private static async Task<BytesContent> BufferAsync(HttpContent original, CancellationToken cancellationToken)
    {
        if (original.Headers.ContentLength > LongestBody)
        {
            throw new ClaudeRefusedException(
                RefusalReason.Validation, $"The request body has {original.Headers.ContentLength} bytes; the API takes at most 32 MB.");
        }

        return new BytesContent(await original.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), original.Headers);
    }

    private static void RefuseUnknownWishes(HttpRequestMessage request)
    {
        try
        {
            ClaudeCall.Of(request);
        }
        catch (FormatException wrong)
        {
            throw new ClaudeRefusedException(RefusalReason.Validation, wrong.Message, wrong);
        }
    }

    private void Follow(HttpResponseMessage response, CallReport report)
    {
        if (!response.IsSuccessStatusCode)
        {
            completion.Complete(report, logger);
            return;
        }

        var tap = response.Content as ResponseTap ?? new ResponseTap(response.Content);
        tap.Subscribe(new Closing(report, completion, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), logger));
        response.Content = tap;
    }

    private sealed class Closing(CallReport report, CallCompletion completion, DateOnly day, ILogger logger) : IAnswerObserver
    {
        public void OnBytes(ReadOnlySpan<byte> bytes)
        {
        }

        public ValueTask OnCompleteAsync(AnswerOutline answer) => ValueTask.CompletedTask;

        public void OnEnd(AnswerOutline answer) => completion.Complete(report, answer, day, logger);
    }
}
