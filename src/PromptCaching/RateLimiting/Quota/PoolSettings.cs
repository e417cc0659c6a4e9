namespace PromptCaching.RateLimiting.Quota;

/// <summary>What the options say about one pool, as of now.</summary>
internal sealed record PoolSettings
{
    /// <summary>An API that answers so often without a word about limits has none that it tells.</summary>
    public const int MostSilentAnswers = 10;

    /// <summary>Gets what holds until the API or the options say better.</summary>
    public static QuotaLimits UntilTold { get; } = new(50, null, null);

    /// <summary>Gets the time by which a call of the next priority goes before one that came earlier.</summary>
    public static TimeSpan HeadStart { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the longest time for which a closed gate is waited for.</summary>
    public static TimeSpan LongestGate { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the time after which an answer that was neither read nor given up counts as over: the API writes for an hour at most.</summary>
    public static TimeSpan LongestAnswer { get; } = TimeSpan.FromHours(1);

    public bool IsOff { get; init; }

    public QuotaLimits Configured { get; init; }

    public bool CountsReads { get; init; }

    public int? MaxConcurrency { get; init; }

    public int QueueLimit { get; init; }

    public TimeSpan LongestWait { get; init; } = TimeSpan.MaxValue;
}
