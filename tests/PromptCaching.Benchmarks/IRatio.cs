namespace PromptCaching.Benchmarks;

/// <summary>One figure: how ours compares with the bare work that it cannot do without, or with the way that it replaces.</summary>
internal interface IRatio
{
    string Name { get; }

    /// <summary>Gets what the figure is measured against, in words.</summary>
    string Against { get; }

    /// <summary>Gets the ratio that is good enough.</summary>
    double Target { get; }

    /// <summary>Gets how the ratio is meant: how much longer ours takes, at most, or how many times as fast it is, at least.</summary>
    RatioSense Sense => RatioSense.Max;

    void Ours();

    void Reference();

    /// <summary>Measures the ratio: the times of both sides, unless the figure is of another kind.</summary>
    double Measure() => Sense == RatioSense.Max ? Stopwatches.Compare(this) : 1 / Stopwatches.Compare(this);
}
