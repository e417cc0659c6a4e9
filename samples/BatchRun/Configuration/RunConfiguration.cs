namespace BatchRun.Configuration;

/// <summary>How a study is run.</summary>
internal sealed record RunConfiguration
{
    private const int UsualConcurrency = 32;
    private const int UsualShardSize = 500;
    private const int UsualOutput = 100;

    public RunMode Mode { get; init; }

    /// <summary>Gets the most calls that are under way at once; of batches there is one.</summary>
    public int Concurrency { get; init; } = UsualConcurrency;

    /// <summary>Gets the requests of a shard, which are also those of a batch.</summary>
    public int ShardSize { get; init; } = UsualShardSize;

    /// <summary>Gets what the whole study may cost, all its runs together, in USD.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Gets how long answers are expected to be, in tokens, for the prediction of costs.</summary>
    public int ExpectedOutputTokens { get; init; } = UsualOutput;
}
