using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl;

/// <summary>Remembers for an hour where the API refused our markers, so that it is not asked again. Bounded; safe for many threads.</summary>
internal sealed class MarkerRefusals(TimeProvider time)
{
    /// <summary>Models times keys times kinds of complaints: a service has a handful, a gateway for many tenants some more.</summary>
    private const int Most = 4096;
    private const ulong EveryLevel = 3;
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);
    private readonly object _lock = new();
    private readonly TwoGenerations<Refusal> _refusals = new(Most);
    private volatile bool _hasAny;

    /// <param name="root">What no entry is shared across: model and isolation.</param>
    /// <param name="level">Where a marker would stand.</param>
    public bool IsRefused(ulong root, PromptLevel level)
    {
        if (!_hasAny)
        {
            return false;
        }

        var now = time.GetUtcNow();
        lock (_lock)
        {
            return IsFresh(BlockHash.Join(root, (ulong)level), now) || IsFresh(BlockHash.Join(root, EveryLevel), now);
        }
    }

    /// <summary>Remembers a complaint, unless the request draws one without our markers too: then it was about the caller's own.</summary>
    public async Task RememberAsync(ulong root, MarkerComplaint complaint, HttpResponseMessage withoutOurs, CancellationToken cancellationToken)
    {
        if (await MarkerRefusalScan.ReadAsync(withoutOurs, cancellationToken).ConfigureAwait(false) is null)
        {
            Remember(root, complaint);
        }
    }

    public void Remember(ulong root, MarkerComplaint complaint)
    {
        lock (_lock)
        {
            _refusals.Add(BlockHash.Join(root, (ulong?)complaint.Level ?? EveryLevel), new Refusal(time.GetUtcNow() + Memory));
            _hasAny = true;
        }
    }

    private bool IsFresh(ulong key, DateTimeOffset now) => _refusals.Find(key) is { } refusal && now < refusal.Until;

    private sealed record Refusal(DateTimeOffset Until);
}
