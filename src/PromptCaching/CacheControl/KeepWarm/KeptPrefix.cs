using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>One prefix, the request that reads it, and how its uses went. Not safe for threads: its owner locks.</summary>
internal sealed class KeptPrefix(ulong hash, DateTimeOffset firstUse)
{
    private const int MostPauses = 16;
    private readonly Queue<TimeSpan> _pauses = [];

    public ulong Hash => hash;

    /// <summary>Gets the body that reads it; null where there is none that the API would take.</summary>
    public byte[]? Body { get; private set; }

    public WarmRoute? Route { get; private set; }

    /// <summary>Gets the hashes of its boundaries in the ledger, its own last.</summary>
    public IReadOnlyList<ulong> Boundaries { get; private set; } = [];

    public RefreshStake Stake { get; private set; }

    public ReuseOdds Odds { get; private set; }

    /// <summary>Gets what writing it would cost, in USD: more than any refresh does.</summary>
    public decimal HighestCost { get; private set; }

    public bool IsTail { get; private set; }

    public DateTimeOffset LastUse { get; private set; } = firstUse;

    /// <summary>Gets the time until which the server keeps it, counted from the start of the last call that wrote or read it.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public DateTimeOffset DueAt => EndsAt - ((1 - RefreshWorth.DueShare) * Stake.Lifetime);

    /// <summary>Gets the number of refreshes since the last use.</summary>
    public int Refreshes { get; private set; }

    public bool IsInFlight { get; set; }

    /// <summary>Gets or sets a value indicating whether nothing is done until the next use.</summary>
    public bool IsGivenUp { get; set; }

    /// <summary>Gets or sets a value indicating whether the API was asked to keep it and did not; it is not asked again.</summary>
    public bool IsUseless { get; set; }

    public bool IsWaiting => Body is not null && !IsInFlight && !IsGivenUp && !IsUseless;

    public PauseOdds NextUse => new(Odds, _pauses);

    private PrefixVariant? Variant { get; set; }

    /// <summary>Gets the saving that refreshes from now on are expected to bring, in plain input tokens.</summary>
    public double Worth(DateTimeOffset now) =>
        RefreshWorth.Of(NextUse, Stake, now - LastUse, EndsAt - now, RefreshWorth.MostIdle - Refreshes);

    /// <summary>A real call used it.</summary>
    public void Use(DateTimeOffset at)
    {
        // Shorter pauses say nothing: by then an entry needs no help.
        var pause = at - LastUse;
        if (pause > RefreshWorth.DueShare * EntryLifetime.FiveMinutes)
        {
            _pauses.Enqueue(pause);
            if (_pauses.Count > MostPauses)
            {
                _pauses.Dequeue();
            }
        }

        LastUse = at > LastUse ? at : LastUse;
        (Refreshes, IsGivenUp) = (0, false);
    }

    /// <summary>Takes over how long the pauses of a conversation were; this is its end now.</summary>
    public void Continue(KeptPrefix earlier)
    {
        foreach (var pause in earlier._pauses)
        {
            _pauses.Enqueue(pause);
        }
    }

    /// <summary>A real call wrote or read the entry.</summary>
    public void Live(WarmPrefix prefix, double readRate, decimal highestCost, IReadOnlyList<ulong> boundaries, DateTimeOffset at)
    {
        (Odds, IsTail, HighestCost, Boundaries) = (prefix.Candidate.Odds, prefix.IsTail, highestCost, boundaries);
        Stake = new RefreshStake(prefix.Candidate.Tokens, prefix.Gain, readRate, prefix.Lifetime);
        Last(at);
    }

    /// <summary>Whether a request that renders the prefix in this way has been looked at; from now on it has.</summary>
    public bool IsNew(PrefixVariant variant)
    {
        var isNew = Variant != variant;
        Variant = variant;
        return isNew && !IsUseless;
    }

    public void Keep(byte[] body, WarmRoute route) => (Body, Route) = (body, route);

    public void BeginRefresh()
    {
        Refreshes++;
        IsInFlight = true;
    }

    /// <summary>A call that began then read the entry: it lasts from there.</summary>
    public void Last(DateTimeOffset from)
    {
        var end = from + Stake.Lifetime;
        EndsAt = end > EndsAt ? end : EndsAt;
    }

    public void Drop() => (Body, Route, IsUseless) = (null, null, true);
}

/// <summary>How a request renders a prefix beyond its blocks, and for how long.</summary>
internal readonly record struct PrefixVariant(PromptParameters Parameters, ulong Betas, TimeSpan Lifetime);
