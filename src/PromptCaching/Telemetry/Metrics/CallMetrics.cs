using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromptCaching.Telemetry.Metrics;

/// <summary>What no convention has a name for: what became of calls, and what the caches did for them.</summary>
internal sealed class CallMetrics(Meter meter)
{
    private readonly Histogram<double> _duration = meter.CreateHistogram(
        "promptcaching.call.duration", "s", "The time that a call took until its answer was read, by who answered.", tags: null, Buckets.SecondsOfHits);

    private readonly Counter<long> _results = meter.CreateCounter<long>(
        "promptcaching.response_cache.results", "{call}", "Calls that asked the response cache, by what it did for them.");

    private readonly Counter<long> _bytesSaved = meter.CreateCounter<long>(
        "promptcaching.response_cache.bytes_saved", "By", "Bytes of requests and answers that did not have to travel.");

    private readonly Counter<long> _outcomes = meter.CreateCounter<long>(
        "promptcaching.prompt_cache.outcomes", "{call}", "Calls that the API answered, by what its prompt cache did for them.");

    private readonly Counter<long> _read = meter.CreateCounter<long>(
        "promptcaching.prompt_cache.read", "{token}", "Tokens that were read from the prompt cache.");

    private readonly Counter<long> _written = meter.CreateCounter<long>(
        "promptcaching.prompt_cache.written", "{token}", "Tokens that were written to the prompt cache, by the time for which they are kept.");

    private readonly Counter<double> _cost = meter.CreateCounter<double>(
        "promptcaching.cost", "USD", "What attempts cost, as far as it is known.");

    private readonly UpDownCounter<double> _saved = meter.CreateUpDownCounter<double>(
        "promptcaching.saved", "USD", "What caches saved; writes that have not paid for themselves are negative.");

    private readonly Histogram<double> _chunkRate = meter.CreateHistogram(
        "promptcaching.stream.chunk_rate", "{chunk}/s", "How many pieces of content a stream brought in a second.", tags: null, Buckets.ChunksPerSecond);

    public bool WantsCalls => _duration.Enabled || _results.Enabled || _bytesSaved.Enabled || _outcomes.Enabled || _saved.Enabled;

    public bool WantsAnswers => _read.Enabled || _written.Enabled || _cost.Enabled || _saved.Enabled || _chunkRate.Enabled;

    public void Completed(CallReport report, TimeSpan time, long bytes)
    {
        if (_duration.Enabled)
        {
            var tags = new TagList { { "source", Words.Of(report.Source) } };
            if (report.Error is { } error)
            {
                tags.Add("error.type", error);
            }

            _duration.Record(time.TotalSeconds, tags);
        }

        if (Words.ResultOf(report) is { } result)
        {
            _results.Add(1, Tag("result", result));
        }

        if (report.Source == CallSource.Api)
        {
            _outcomes.Add(1, Tag("outcome", Words.Of(report.Verdict.Outcome)));
        }
        else if (report.Source is CallSource.ResponseCache or CallSource.Joined)
        {
            _bytesSaved.Add(bytes);
            if (report is { Saved: { } saved, Model: { } model })
            {
                _saved.Add((double)saved, Tag("cache", "response"), Tag("model", model));
            }
        }
    }

    /// <summary>Counts the bill of one attempt.</summary>
    public void Billed(string? model, TokenUsage? usage, decimal? cost, decimal? withoutCaching)
    {
        var tag = Tag("model", model ?? "unknown");
        if (usage is not null)
        {
            Count(_read, usage.CacheRead, [tag]);
            Count(_written, usage.CacheWrite5m, [tag, Tag("ttl", "5m")]);
            Count(_written, usage.CacheWrite1h, [tag, Tag("ttl", "1h")]);
        }

        if (cost is { } paid && (paid != 0 || withoutCaching != 0))
        {
            _cost.Add((double)paid, tag);
            if (withoutCaching is { } plain)
            {
                _saved.Add((double)(plain - paid), Tag("cache", "prompt"), tag);
            }
        }
    }

    public void ChunkRate(double chunksPerSecond) => _chunkRate.Record(chunksPerSecond);

    private static void Count(Counter<long> counter, long tokens, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tokens > 0)
        {
            counter.Add(tokens, tags);
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
