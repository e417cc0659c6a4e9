namespace PromptCaching.CacheControl.Planning;

/// <summary>What holds for a plan beside the request and the ledger: the model's terms and the caller's wishes.</summary>
internal sealed record PlanRules
{
    /// <summary>Gets the shortest prefix that the model caches, in tokens.</summary>
    public required int MinTokens { get; init; }

    /// <summary>Gets what a cached token costs, in plain input tokens.</summary>
    public double ReadRate { get; init; } = 0.1;

    public bool AllowFiveMinutes { get; init; } = true;

    public bool AllowOneHour { get; init; } = true;

    public bool MarkTools { get; init; } = true;

    public bool MarkSystem { get; init; } = true;

    public bool MarkMessages { get; init; } = true;
}
