using PromptCaching.Telemetry.Content;
using PromptCaching.Telemetry.Metrics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry;

/// <summary>One call as its span and the metrics see it; made only when somebody listens.</summary>
internal sealed class ObservedCall(CallTelemetry telemetry, CallSpan? span, Uri? address, CallReport report, long started, bool captures)
{
    private string? _model;
    private long _bytes;

    /// <summary>Gets a value indicating whether what is asked and answered is wanted, too.</summary>
    public bool Captures => captures && span is { IsRecorded: true };

    /// <summary>Gives the flow back to the caller.</summary>
    public void Step() => span?.Step();

    /// <summary>Takes down what is asked, where that is wanted.</summary>
    public void Open(ReadOnlyMemory<byte> body)
    {
        _bytes = body.Length;
        if (Captures && MessageText.OfRequest(body) is { } text)
        {
            span!.Quote(SpanTags.SystemInstructions, text.System);
            span.Quote(SpanTags.InputMessages, text.Messages);
            span.Quote(SpanTags.ToolDefinitions, text.Tools);
        }
    }

    /// <summary>Says what was asked; known when the call comes back, so that nothing is read for it alone.</summary>
    public void Ask(CallContext? context)
    {
        var isRead = span is { IsRecorded: true } && report.Source != CallSource.ResponseCache;
        var parameters = isRead ? context?.Once(RequestParameters.Of) : null;
        _model = report.FallbackFrom ?? parameters?.Model ?? report.Model;
        if (span is { IsRecorded: true })
        {
            span.Ask(_model, parameters);
        }
    }

    /// <summary>Sees an answer of which nothing had to travel.</summary>
    public void Serve(HttpContent stored) => _bytes += stored.Headers.ContentLength ?? 0;

    /// <summary>Takes down what was answered.</summary>
    public void Answer(ReadOnlyMemory<byte> message) => span?.Quote(SpanTags.OutputMessages, MessageText.OfAnswer(message));

    public void End()
    {
        var time = telemetry.Time;
        var isOwn = report.Source == CallSource.Api;
        var firstChunk = isOwn && report.Upstream?.FirstChunkAt is { } at && at > started ? time.GetElapsedTime(started, at) : default(TimeSpan?);
        telemetry.Metrics.Completed(report, time.GetElapsedTime(started), _bytes);
        if (report is { Attempts: > 0, Source: not (CallSource.ResponseCache or CallSource.Joined) })
        {
            var inference = new Inference(_model, report.MessageId is null ? null : report.Model, address);
            telemetry.Inferences.Took(inference, time.GetElapsedTime(started), report.Error);
            if (firstChunk is { } first)
            {
                telemetry.Inferences.FirstChunk(inference, first);
            }
        }

        span?.End(report, firstChunk);
    }
}
