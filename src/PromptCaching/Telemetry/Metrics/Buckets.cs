using System.Diagnostics.Metrics;

namespace PromptCaching.Telemetry.Metrics;

/// <summary>Where the buckets of histograms end, as the GenAI conventions advise; hits need finer ones below.</summary>
internal static class Buckets
{
    public static InstrumentAdvice<long> Tokens { get; } = new()
    {
        HistogramBucketBoundaries =
            [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864],
    };

    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    public static InstrumentAdvice<double> SecondsOfHits { get; } = new()
    {
        HistogramBucketBoundaries =
            [0.00001, 0.0001, 0.001, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92, 163.84, 327.68],
    };

    public static InstrumentAdvice<double> ChunksPerSecond { get; } = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] };
}
