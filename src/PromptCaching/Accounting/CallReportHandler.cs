using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Opens a call and closes it: the body becomes bytes that every attempt can send again, and whatever happens ends in a report.</summary>
internal sealed class CallReportHandler(CallCompletion completion, CallTelemetry telemetry, TimeProvider time, ILogger logger) : AsyncOnlyHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ClaudeEndpoints.Of(request) != ClaudeEndpoint.Messages || request.Content is not { } original)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var started = time.GetTimestamp();
        var report = new CallReport { IsKeepWarm = KeepWarmCall.IsMarked(request), Begun = (time, started) };
        var call = new OpenedCall(report, started, telemetry.Begin(request.RequestUri, report, started));
        try
        {
            return SendAsync(request, original, call, cancellationToken);
        }
        finally
        {
            call.Observed?.Step();
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpContent original, OpenedCall call, CancellationToken cancellationToken)
    {
        var opening = OpenAsync(request, original, call, cancellationToken);
        return opening.IsCompletedSuccessfully
            ? CloseAsync(base.SendAsync(request, cancellationToken), request, opening.Result, call)
            : SendLaterAsync(opening, request, call, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendLaterAsync(
        ValueTask<CallContext> opening, HttpRequestMessage request, OpenedCall call, CancellationToken cancellationToken)
    {
        var context = await opening.ConfigureAwait(false);
        return await CloseAsync(base.SendAsync(request, cancellationToken), request, context, call).ConfigureAwait(false);
    }

    /// <summary>An answer that is there already is handed on in the task that it came in.</summary>
    [SuppressMessage("Performance", "CA1849", Justification = "The task has completed.")]
    private Task<HttpResponseMessage> CloseAsync(Task<HttpResponseMessage> sending, HttpRequestMessage request, CallContext context, OpenedCall call)
    {
        if (!sending.IsCompletedSuccessfully)
        {
            return CloseLaterAsync(sending, request, context, call);
        }

        Close(sending.Result, request, context, call);
        return sending;
    }

    private async Task<HttpResponseMessage> CloseLaterAsync(
        Task<HttpResponseMessage> sending, HttpRequestMessage request, CallContext context, OpenedCall call)
    {
        HttpResponseMessage response;
        try
        {
            response = await sending.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Fail(call, context, failure);
            throw;
        }

        Close(response, request, context, call);
        return response;
    }

    private void Close(HttpResponseMessage response, HttpRequestMessage request, CallContext context, OpenedCall call)
    {
        call.Report.TimeToFirstByte = time.GetElapsedTime(call.Started);

        // Handlers that make answers themselves often leave this out; it is how a report is found from a response.
        response.RequestMessage ??= request;
        Follow(response, context, call);
    }

    private void Fail(OpenedCall call, CallContext? context, Exception failure)
    {
        var report = call.Report;
        report.Error = CallFailure.Of(failure);
        if (failure is ClaudeRefusedException refused)
        {
            (report.Refusal, report.RefusedByBudget) = (CallFailure.Of(refused.Reason), refused.Budget);
        }

        report.Model ??= context?.Once(RequestOutline.Of)?.Model;
        call.Observed?.Ask(context);
        completion.Complete(report, logger);
        call.Observed?.End();
    }

    /// <summary>Content in memory is read into a rented array: who finds its answer in the cache allocates nothing of its size.</summary>
    private async ValueTask<CallContext> OpenAsync(
        HttpRequestMessage request, HttpContent original, OpenedCall call, CancellationToken cancellationToken)
    {
        try
        {
            var wishes = WishesOf(request);
            (call.Report.Scope, call.Report.Tags) = (wishes.Scope, wishes.Tags ?? []);
            var context = original is BytesContent ours ? new CallContext(ours.Bytes, call.Report)
                : RentedBytes.TryRead(original) is { } rented ? new CallContext(rented.Written, call.Report, rented)
                : new CallContext((await RequestBuffer.ReadAsync(original, cancellationToken).ConfigureAwait(false)).Bytes, call.Report);
            context.Attach(request);
            call.Observed?.Open(context.Body);
            return context;
        }
        catch (Exception failure)
        {
            Fail(call, null, failure);
            throw;
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static ClaudeCall WishesOf(HttpRequestMessage request)
    {
        try
        {
            return ClaudeCall.Of(request);
        }
        catch (FormatException wrong)
        {
            throw new ClaudeRefusedException(RefusalReason.Validation, wrong.Message, wrong);
        }
    }

    private void Follow(HttpResponseMessage response, CallContext context, OpenedCall call)
    {
        var report = context.Report;
        call.Observed?.Ask(context);
        if (context.Noted<AnswerOutline>() is { } known)
        {
            completion.Complete(report, known, Today, logger);
            call.Observed?.Serve(response.Content);
            CapturedAnswer.Show(response.Content, call.Observed);
            call.Observed?.End();
            return;
        }

        report.Model ??= context.Once(RequestOutline.Of)?.Model;
        if (!response.IsSuccessStatusCode)
        {
            report.Error = ErrorType.OfStatus((int)response.StatusCode).Value;
            completion.Complete(report, logger);
            call.Observed?.End();
            return;
        }

        if (response.Content is not IObservedAnswer answer)
        {
            var tap = new ResponseTap(response.Content);
            (answer, response.Content) = (tap, tap);
        }

        if (call.Observed is { Captures: true } wanted)
        {
            answer.Subscribe(new CapturedAnswer(wanted, answer.IsStream));
        }

        answer.Subscribe(new Closing(call, completion, Today, logger));
    }

    private readonly record struct OpenedCall(CallReport Report, long Started, ObservedCall? Observed);

    private sealed class Closing(OpenedCall call, CallCompletion completion, DateOnly day, ILogger logger) : IAnswerObserver
    {
        public void OnEnd(AnswerOutline answer)
        {
            completion.Complete(call.Report, answer, day, logger);
            call.Observed?.End();
        }
    }
}
