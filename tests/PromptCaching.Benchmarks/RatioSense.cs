namespace PromptCaching.Benchmarks;

/// <summary>Whether a ratio is to stay below its target or above it.</summary>
internal enum RatioSense
{
    /// <summary>The time of ours by that of the reference: at most so much.</summary>
    Max,

    /// <summary>The time of the reference by that of ours: at least so much.</summary>
    Min,
}
