using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Management;

/// <summary>What to clear: exactly one of scope, tag and everything; in one region, or in all of them.</summary>
internal sealed record ClearRequest(string? Region = null, string? Scope = null, string? Tag = null, bool Everything = false);

/// <summary>Where to give space back: in one region, or in all of them.</summary>
internal sealed record CleanupRequest(string? Region = null);

/// <summary>A request whose stored answers are to go, and the scope that it was asked in.</summary>
internal sealed record InvalidateRequest([property: JsonRequired] JsonElement Request, string? Scope = null);

/// <summary>Whether it is a request whose answers are stored at all.</summary>
internal sealed record InvalidateAnswer(bool IsStored);

/// <summary>What was removed.</summary>
internal sealed record CleanupAnswer(long Entries, long Bytes);

/// <summary>Everything that is counted.</summary>
/// <param name="Calls">What became of the calls since this process started.</param>
/// <param name="Usage">The ledger.</param>
/// <param name="Budgets">Where the budgets stand.</param>
/// <param name="HitRates">What the caches spare, by the ledger.</param>
/// <param name="Latency">How long calls took.</param>
/// <param name="Regions">The cache regions.</param>
/// <param name="Store">What the store tells of itself: Redis its version, clients and memory.</param>
internal sealed record ManagementStatistics(
    CallStatistics Calls,
    UsageStatistics Usage,
    IReadOnlyList<BudgetStatistics> Budgets,
    HitRates HitRates,
    LatencyStatistics Latency,
    IReadOnlyList<CacheRegionStatistics> Regions,
    IReadOnlyDictionary<string, string> Store);

/// <summary>What the prompt cache did for the latest calls, latest first.</summary>
internal sealed record VerdictList(IReadOnlyList<JudgedCall> Verdicts);

/// <summary>What is wrong with a request.</summary>
internal sealed record ManagementProblem(string Problem);
