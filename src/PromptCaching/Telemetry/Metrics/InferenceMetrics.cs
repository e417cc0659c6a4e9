using System.Diagnostics.Metrics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry.Metrics;

/// <summary>The metrics that the GenAI conventions define, of answers that the API gave: one point for each, and for each failure.</summary>
internal abstract class InferenceMetrics(Meter meter, string prefix)
{
    private readonly Histogram<double> _duration = meter.CreateHistogram(
        prefix + ".duration", "s", "The time that a call took, retries and waits included.", tags: null, Buckets.Seconds);

    private readonly Histogram<double> _firstChunk = meter.CreateHistogram(
        prefix + ".time_to_first_chunk", "s", "The time from the start of a streaming call to the first of its content.", tags: null, Buckets.Seconds);

    private readonly Histogram<double> _nextChunk = meter.CreateHistogram(
        prefix + ".time_per_output_chunk", "s", "The time between two pieces of a stream's content.", tags: null, Buckets.Seconds);

    public bool WantsCalls => _duration.Enabled || _firstChunk.Enabled;

    public bool WantsAnswers => _nextChunk.Enabled || WantsTokens;

    protected abstract bool WantsTokens { get; }

    /// <summary>Speaks as .NET's own client does, or as the newest draft does.</summary>
    public static InferenceMetrics Create(Meter meter, bool isLatest) => isLatest ? new TokenCounters(meter) : new TokenHistogram(meter);

    public void Took(in Inference inference, TimeSpan time, string? error)
    {
        if (_duration.Enabled)
        {
            _duration.Record(time.TotalSeconds, inference.Tags(SpanTags.Failure, error));
        }
    }

    public void FirstChunk(in Inference inference, TimeSpan time)
    {
        if (_firstChunk.Enabled)
        {
            _firstChunk.Record(time.TotalSeconds, inference.Tags());
        }
    }

    public void NextChunk(in Inference inference, TimeSpan time)
    {
        if (_nextChunk.Enabled)
        {
            _nextChunk.Record(time.TotalSeconds, inference.Tags());
        }
    }

    /// <summary>Counts what was billed.</summary>
    public abstract void Used(in Inference inference, TokenUsage usage);
}
