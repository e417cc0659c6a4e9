using PromptCaching.Telemetry.Metrics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry;

/// <summary>One attempt as its span and the metrics see it; made only when somebody listens.</summary>
internal sealed class ObservedAttempt(CallTelemetry telemetry, AttemptSpan? span, Uri? address, CallReport report, string? model)
{
    private long _firstAt;
    private long _latestAt;
    private int _chunks;

    public void Answered(int status, string? requestId) => span?.Answered(status, requestId);

    /// <summary>Sees a piece of a stream that brought content.</summary>
    /// <param name="chunks">How many pieces of content have come by now.</param>
    public void Chunk(int chunks)
    {
        if (chunks == _chunks)
        {
            return;
        }

        var now = telemetry.Time.GetTimestamp();
        if (_chunks == 0)
        {
            _firstAt = (report.Upstream ??= new UpstreamTrace()).FirstChunkAt = now;
        }
        else
        {
            telemetry.Inferences.NextChunk(new Inference(model, null, address), telemetry.Time.GetElapsedTime(_latestAt, now));
        }

        (_latestAt, _chunks) = (now, chunks);
    }

    public void Billed(string? answeredBy, TokenUsage? usage, decimal? cost, decimal? withoutCaching)
    {
        telemetry.Metrics.Billed(answeredBy, usage, cost, withoutCaching);
        if (usage is { TotalInput: > 0 } or { Output: > 0 })
        {
            telemetry.Inferences.Used(new Inference(model, answeredBy, address), usage);
        }
    }

    public void End(string? error)
    {
        var streaming = telemetry.Time.GetElapsedTime(_firstAt, _latestAt);
        if (streaming > TimeSpan.Zero)
        {
            telemetry.Metrics.ChunkRate((_chunks - 1) / streaming.TotalSeconds);
        }

        span?.End(error);
    }
}
