namespace PromptCaching.Chaos;

/// <summary>One run of a scenario: the same operations and seed do the same harm in the same order.</summary>
internal sealed record ScenarioRun(int Operations, int Seed, TextWriter Progress)
{
    private const int Prime = 7919;

    /// <summary>Makes the chance of one operation: any of them can be repeated alone.</summary>
    public Random ChanceOf(int operation) => new(unchecked((Seed * Prime) + operation));
}
