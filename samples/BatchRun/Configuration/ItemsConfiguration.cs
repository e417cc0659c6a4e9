namespace BatchRun.Configuration;

/// <summary>Where the items come from.</summary>
internal sealed record ItemsConfiguration
{
    private const int UsualCount = 5000;

    /// <summary>Gets a file of lines <c>{"id": ..., "text": ...}</c>; without it, items are made up.</summary>
    public string? File { get; init; }

    /// <summary>Gets how many are made up, or taken from the file at most.</summary>
    public int Count { get; init; } = UsualCount;

    /// <summary>Gets the seed of what is made up, and of which item is asked under which arm.</summary>
    public int Seed { get; init; }
}
