namespace PromptCaching.Benchmarks;

/// <summary>One figure: how much longer ours takes than the bare work that it cannot do without.</summary>
internal interface IRatio
{
    string Name { get; }

    /// <summary>Gets what the figure is measured against, in words.</summary>
    string Against { get; }

    /// <summary>Gets the largest ratio that is good enough.</summary>
    double Target { get; }

    void Ours();

    void Reference();
}
