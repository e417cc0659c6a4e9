namespace PromptCaching.Storage;

/// <content>Statistics.</content>
public sealed partial class CacheRegion
{
    /// <summary>Tells what this region holds and what happened in it since this process started.</summary>
    /// <param name="cancellationToken">Ends the counting of the store.</param>
    /// <returns>The statistics. Where the store cannot be counted, they say so.</returns>
    public async ValueTask<CacheRegionStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default)
    {
        var measured = HeldElsewhere?.Invoke() ?? await MeasureAsync(cancellationToken).ConfigureAwait(false);
        var usage = measured ?? Counters.InStore.At(_shared.Time.GetUtcNow());
        return new CacheRegionStatistics
        {
            Region = Name,
            Entries = usage.Entries,
            Bytes = usage.Bytes,
            IsExact = measured is not null,
            TimeToLive = _settings().TimeToLive,
            MeanTimeToLive = Counters.MeanTimeToLive,
            Hits = Counters.Hits,
            Misses = Counters.Misses,
            Joins = Counters.Joins,
            Stores = Counters.Stores,
            Refused = Counters.RefusedByReason,
            Errors = Counters.ErrorsByKind,
            BytesStored = Counters.Bytes,
            BytesPacked = Counters.PackedBytes,
            MeanAge = Counters.MeanAge,
            OldestAge = Counters.OldestAge,
            StoreReads = CacheLatency.Of(Counters.Reads),
            HitLatency = CacheLatency.Of(Counters.HitLatencies),
        };
    }

    /// <summary>Gets or sets what counts the entries where they are not in the store: without a shared one, answers are in memory only.</summary>
    internal Func<CacheStoreUsage>? HeldElsewhere { get; set; }

    private async ValueTask<CacheStoreUsage?> MeasureAsync(CancellationToken cancellationToken)
    {
        if (_shared.Guard.Maintenance is not { } maintenance || _shared.Guard.IsLeftAlone)
        {
            return null;
        }

        try
        {
            return await maintenance.MeasureAsync(EntriesPrefix, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Counters.ErrorOf(StoreFaults.Of(fault));
            _shared.Logger.StoreFailed("count", fault);
            return null;
        }
    }
}
