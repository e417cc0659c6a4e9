namespace PromptCaching.Storage;

/// <summary>How long something takes, right to about 12 %.</summary>
/// <param name="Median">Half of it is faster.</param>
/// <param name="Percentile95">95 of 100 are faster.</param>
/// <param name="Percentile99">99 of 100 are faster.</param>
public readonly record struct CacheLatency(TimeSpan Median, TimeSpan Percentile95, TimeSpan Percentile99)
{
    internal static CacheLatency Of(LatencyHistogram histogram) =>
        new(histogram.Percentile(0.5), histogram.Percentile(0.95), histogram.Percentile(0.99));
}
