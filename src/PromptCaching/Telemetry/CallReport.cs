using System.Globalization;
using PromptCaching.Telemetry;

namespace PromptCaching;

/// <summary>What became of one call: who answered, what it cost, what it would have cost.</summary>
/// <remarks>
/// Every call has one, hits and failures too. It is filled while the answer is read and does not change once <see cref="IsComplete"/> is set.
/// </remarks>
public sealed class CallReport
{
    private int _attempts;
    private int _ambiguous;
    private int _attemptsBefore;
    private int _ambiguousBefore;

    internal CallReport()
    {
    }

    /// <summary>Gets a value indicating whether the answer was read to its end, or the call failed or was left.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Gets the time from the start of the call, waits and retries included, until its answer was read to its end, or it failed or was left.</summary>
    /// <value>The default is <see langword="null"/>: it is not over, or was part of a message batch.</value>
    public TimeSpan? Duration { get; private set; }

    /// <summary>Gets who answered.</summary>
    /// <value>The default is <see cref="CallSource.None"/>, until somebody has.</value>
    public CallSource Source { get; internal set; }

    /// <summary>Gets a value indicating whether nobody asked: the call was made to keep a prefix in the prompt cache.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    /// <remarks>It is billed like any other. Without caching it would not have been made: <see cref="CostWithoutCaching"/> is 0.</remarks>
    public bool IsKeepWarm { get; internal init; }

    /// <summary>Gets why there is no whole answer: the API's type of error, or <c>refused</c>, <c>canceled</c>, <c>connection</c>, <c>incomplete</c>.</summary>
    /// <value>The default is <see langword="null"/>: nothing went wrong.</value>
    public string? Error { get; internal set; }

    /// <summary>Gets why the call was refused here: <c>validation</c>, <c>quota</c>, <c>budget</c>, <c>not_cached</c> or <c>unavailable</c>.</summary>
    /// <value>The default is <see langword="null"/>: it was not refused.</value>
    public string? Refusal { get; internal set; }

    /// <summary>Gets the name of the budget that had no room for the call.</summary>
    /// <value>The default is <see langword="null"/>: no budget refused it.</value>
    public string? RefusedByBudget { get; internal set; }

    /// <summary>Gets the time for which the answer had been stored when the response cache served it.</summary>
    /// <value>The default is <see langword="null"/>: the answer is fresh.</value>
    public TimeSpan? Age { get; internal set; }

    /// <summary>Gets a value indicating whether the answer was past its time, and was served because the API was overloaded or out of reach.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsStale { get; internal set; }

    /// <summary>Gets how alike the question is to the one whose stored answer was served in its place: the cosine of their vectors, at most 1.</summary>
    /// <value>The default is <see langword="null"/>: the answer is to this very question.</value>
    public double? Similarity { get; internal set; }

    /// <summary>
    /// Gets why the response cache did not keep the answer: its stop reason, or <c>malformed</c>, <c>incomplete</c>, <c>error</c>, <c>forbidden</c>.
    /// </summary>
    /// <value>The default is <see langword="null"/>: it was kept, or was not asked to be.</value>
    public string? NotStored { get; internal set; }

    /// <summary>Gets the number of times the request was sent to the API, retries included.</summary>
    /// <value>The default is 0, as for an answer from the response cache.</value>
    public int Attempts
    {
        get => _attemptsBefore + _attempts;
        internal set => _attempts = value - _attemptsBefore;
    }

    /// <summary>Gets how many of the failed attempts may have been answered, and billed, all the same: a connection broke, or took too long.</summary>
    /// <value>The default is 0. What such attempts cost is not in <see cref="Cost"/>: nobody here knows it.</value>
    public int AmbiguousAttempts
    {
        get => _ambiguousBefore + _ambiguous;
        internal set => _ambiguous = value - _ambiguousBefore;
    }

    /// <summary>Gets the model that was asked for, where another one was asked because it was overloaded; <see cref="Model"/> is who answered.</summary>
    /// <value>The default is <see langword="null"/>: no other model was asked.</value>
    public string? FallbackFrom { get; private set; }

    /// <summary>Gets the time from the start of the call, waits and retries included, until its answer began.</summary>
    /// <value>The default is <see langword="null"/>: there is no answer.</value>
    public TimeSpan? TimeToFirstByte { get; internal set; }

    /// <summary>Gets the part of that time for which its attempts waited for quota.</summary>
    /// <value>The default is no time.</value>
    public TimeSpan QuotaWait { get; internal set; }

    /// <summary>Gets how long the call waited for another one to write the prefix that both begin with, so as to read it.</summary>
    /// <value>The default is <see langword="null"/>: it did not wait.</value>
    public TimeSpan? PrefixWait { get; internal set; }

    /// <summary>Gets the model that answered, or the one that was asked while there is no answer.</summary>
    public string? Model { get; internal set; }

    /// <summary>Gets the scope that the call named.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public string? Scope { get; internal set; }

    /// <summary>Gets the tags that the call named.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> Tags { get; internal set; } = [];

    /// <summary>Gets the id of the message.</summary>
    public string? MessageId { get; internal set; }

    /// <summary>Gets the API's id of the request that produced the answer.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>Gets why the answer ended, as the API says it.</summary>
    public string? StopReason { get; internal set; }

    /// <summary>Gets the places of the breakpoints that were added to the request, for example <c>tools.3</c> or <c>messages.4.content.0</c>.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> AddedBreakpoints { get; internal set; } = [];

    /// <summary>Gets a hash of the tools and the system prompt; of the first block where there are neither. Calls with one hash share that prefix.</summary>
    /// <value>
    /// The default is <see langword="null"/>: nothing was planned for the prompt, as for an answer from the response cache. Hashes are keyed anew in each
    /// process: they tell nothing about prompts, and mean nothing elsewhere.
    /// </value>
    public string? PrefixHash { get; internal set; }

    /// <summary>Gets what the prompt cache did for the call, and why it did not do more. Complete when the answer was read to its end.</summary>
    public CacheVerdict Verdict { get; internal set; } = CacheVerdict.NoAnswer;

    /// <summary>Gets the places of the breakpoints that were planned, whether or not they were added: they are not in the shadow and control arms.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<string> PlannedBreakpoints { get; internal set; } = [];

    /// <summary>Gets on which side of a comparison the call was.</summary>
    /// <value>The default is <see cref="CacheControlArm.None"/>.</value>
    public CacheControlArm Arm { get; internal set; }

    /// <summary>Gets what the API said when it refused our breakpoints; the request was sent once more without them.</summary>
    /// <value>The default is <see langword="null"/>: they were not refused.</value>
    public string? MarkersRefused { get; internal set; }

    /// <summary>Gets the tokens that were billed for the call; none for an answer from the response cache. Sums over reports are sums of the bill.</summary>
    /// <value>The default is <see langword="null"/>: not known, for example because the answer was cut.</value>
    public TokenUsage? Usage { get; internal set; }

    /// <summary>Gets what the call cost, in USD.</summary>
    /// <value><see langword="null"/> when it is not known (no usage, or a model without prices); 0 for a hit.</value>
    public decimal? Cost { get; internal set; }

    /// <summary>Gets a value indicating whether more may have been billed for the call than <see cref="Usage"/> and <see cref="Cost"/> say.</summary>
    /// <value>The default is <see langword="false"/>; an attempt that broke off after it may have arrived sets it, and the ledger has what is known.</value>
    public bool IsUsagePartlyUnknown { get; internal set; }

    /// <summary>Gets what the same answer would have cost with neither a prompt cache nor a response cache, in USD.</summary>
    /// <value><see langword="null"/> when it is not known.</value>
    public decimal? CostWithoutCaching { get; internal set; }

    /// <summary>Gets what caching saved, in USD. Negative when a cache write has not paid for itself yet.</summary>
    /// <value><see langword="null"/> when it is not known.</value>
    public decimal? Saved => CostWithoutCaching - Cost;

    /// <summary>Gets when the call began.</summary>
    internal (TimeProvider Time, long At)? Begun { get; init; }

    /// <summary>Gets or sets a value indicating whether the response cache was asked.</summary>
    internal bool WasLookedUp { get; set; }

    /// <summary>Gets or sets what traces want to know of the call that went up for this one, too.</summary>
    internal UpstreamTrace? Upstream { get; set; }

    /// <summary>The call is over.</summary>
    internal void Complete()
    {
        Duration = Begun is { } begun ? begun.Time.GetElapsedTime(begun.At) : null;
        IsComplete = true;
    }

    /// <summary>Goes on with another model: what was attempted before stays counted.</summary>
    internal void FallBack(string? from, string to)
    {
        FallbackFrom ??= from;
        Model = to;
        (_attemptsBefore, _ambiguousBefore) = (Attempts, AmbiguousAttempts);
        (_attempts, _ambiguous) = (0, 0);
    }

    /// <summary>Takes over what an upstream call reports that was made for this call, and maybe for others.</summary>
    internal void TakeOver(CallReport upstream)
    {
        Source = upstream.Source;
        _attempts = upstream.Attempts;
        _ambiguous = upstream.AmbiguousAttempts;
        QuotaWait = upstream.QuotaWait;
        PrefixWait = upstream.PrefixWait;
        Model = upstream.Model ?? Model;
        RequestId = upstream.RequestId;
        AddedBreakpoints = upstream.AddedBreakpoints;
        PrefixHash = upstream.PrefixHash;
        Verdict = upstream.Verdict;
        PlannedBreakpoints = upstream.PlannedBreakpoints;
        Arm = upstream.Arm;
        MarkersRefused = upstream.MarkersRefused;
        Usage = upstream.Usage;
        IsUsagePartlyUnknown = upstream.IsUsagePartlyUnknown;
        Cost = upstream.Cost;
        CostWithoutCaching = upstream.CostWithoutCaching;
        Upstream = upstream.Upstream;
    }

    /// <summary>Says it in one line.</summary>
    /// <returns>Source or failure, model, attempts, tokens, cost and savings; what is not known is a question mark.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Outcome}: {Model ?? "?"}, attempts {Attempts}, input {Known(Usage?.Input)}, "
        + $"written {Known(Usage?.CacheWrite)}, read {Known(Usage?.CacheRead)}, output {Known(Usage?.Output)}, "
        + $"cost {Known(Cost)} USD, saved {Known(Saved)} USD");

    private string Outcome => Error is null ? Source.ToString() : Refusal is null ? $"Failed ({Error})" : $"Failed ({Error}: {Refusal})";

    private static string Known(decimal? amount) => amount?.ToString("0.######", CultureInfo.InvariantCulture) ?? "?";
}
