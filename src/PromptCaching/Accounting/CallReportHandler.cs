using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Opens a call and closes it: the body becomes bytes that every attempt can send again, and whatever happens ends in a report.</summary>
internal sealed class CallReportHandler(CallCompletion completion, TimeProvider time, ILogger logger) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ClaudeEndpoints.Of(request) != ClaudeEndpoint.Messages || request.Content is not { } original)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var report = new CallReport();
        var started = time.GetTimestamp();
        HttpResponseMessage response;
        try
        {
            RefuseUnknownWishes(request);
            var context = await OpenAsync(original, report, cancellationToken).ConfigureAwait(false);
            context.Attach(request);
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            report.TimeToFirstByte = time.GetElapsedTime(started);
        }
        catch (Exception failure)
        {
            report.Error = CallFailure.Of(failure);
            report.Model ??= CallContext.Of(request)?.Once(RequestOutline.Of)?.Model;
            completion.Complete(report, logger);
            throw;
        }
        // Handlers that make answers themselves often leave this out; it is how a report is found from a response.
        response.RequestMessage ??= request;
        Follow(response, CallContext.Of(request)!);
        return response;
    }

    /// <summary>Content in memory is read into a rented array: who finds its answer in the cache allocates nothing of its size.</summary>
    private static async ValueTask<CallContext> OpenAsync(HttpContent original, CallReport report, CancellationToken cancellationToken)
    {
        if (original is BytesContent ours)
        {
            return new CallContext(ours.Bytes, report);
        }

        return RentedBytes.TryRead(original) is { } rented
            ? new CallContext(rented.Written, report, rented.Return)
            : new CallContext((await RequestBuffer.ReadAsync(original, cancellationToken).ConfigureAwait(false)).Bytes, report);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

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

    private void Follow(HttpResponseMessage response, CallContext context)
    {
        var report = context.Report;
        if (context.Noted<AnswerOutline>() is { } known)
        {
            completion.Complete(report, known, Today, logger);
            return;
        }

        report.Model ??= context.Once(RequestOutline.Of)?.Model;
        if (!response.IsSuccessStatusCode)
        {
            report.Error = ErrorType.OfStatus((int)response.StatusCode).Value;
            completion.Complete(report, logger);
            return;
        }

        if (response.Content is not IObservedAnswer answer)
        {
            var tap = new ResponseTap(response.Content);
            (answer, response.Content) = (tap, tap);
        }

        answer.Subscribe(new Closing(report, completion, Today, logger));
    }

    private sealed class Closing(CallReport report, CallCompletion completion, DateOnly day, ILogger logger) : IAnswerObserver
    {
        public void OnEnd(AnswerOutline answer) => completion.Complete(report, answer, day, logger);
    }
}
