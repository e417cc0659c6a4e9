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
            var body = original as BytesContent ?? await RequestBuffer.ReadAsync(original, cancellationToken).ConfigureAwait(false);
            var context = new CallContext(body.Bytes, report);
            context.Attach(request);
            request.Content = body;
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
        finally
        {
            request.Content = original;
        }

        // Handlers that make answers themselves often leave this out; it is how a report is found from a response.
        response.RequestMessage ??= request;
        Follow(response, CallContext.Of(request)!);
        return response;
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
