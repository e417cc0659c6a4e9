using PromptCaching.AspNetCore.Management;
using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>All that the page shows. Money is decimal text in USD: nothing is added up where numbers are binary.</summary>
internal sealed record DashboardSnapshot
{
    /// <summary>Gets the name of the client.</summary>
    public required string Client { get; init; }

    /// <summary>Gets the ledger's sums.</summary>
    public required MoneyLine Money { get; init; }

    /// <summary>Gets what calls came to.</summary>
    public required CallLine Calls { get; init; }

    /// <summary>Gets what the caches spare.</summary>
    public required HitRates HitRates { get; init; }

    /// <summary>Gets the tokens by bucket.</summary>
    public required TokenLine Tokens { get; init; }

    /// <summary>Gets the minute (UTC) in which the snapshot was taken, the last of the hour that is shown.</summary>
    public required DateTimeOffset LastMinute { get; init; }

    /// <summary>Gets the minutes of that hour in which something happened.</summary>
    public required IReadOnlyList<MinuteLine> Minutes { get; init; }

    /// <summary>Gets how long calls took.</summary>
    public required LatencyStatistics Latency { get; init; }

    /// <summary>Gets where the calls stand with the API's limits.</summary>
    public required IReadOnlyList<QuotaLine> Quota { get; init; }

    /// <summary>Gets where the budgets stand.</summary>
    public required IReadOnlyList<BudgetLine> Budgets { get; init; }

    /// <summary>Gets the cost by model, the dearest first.</summary>
    public required IReadOnlyList<ModelLine> Models { get; init; }

    /// <summary>Gets the cost by scope and by tag, the dearest of each first.</summary>
    public required IReadOnlyList<SpendLine> Spenders { get; init; }

    /// <summary>Gets the prefixes that were sent most.</summary>
    public required IReadOnlyList<UseLine> Prefixes { get; init; }

    /// <summary>Gets the stored answers that were served most.</summary>
    public required IReadOnlyList<UseLine> Answers { get; init; }

    /// <summary>Gets the latest misses of the prompt cache.</summary>
    public required IReadOnlyList<JudgedCall> Misses { get; init; }

    /// <summary>Gets the cache regions that were used.</summary>
    public required IReadOnlyList<RegionLine> Regions { get; init; }
}
