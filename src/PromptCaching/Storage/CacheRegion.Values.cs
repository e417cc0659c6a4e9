using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PromptCaching.Storage;

/// <content>Values of applications.</content>
public sealed partial class CacheRegion
{
    /// <summary>Looks a value up.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key, as a rule from <see cref="KeyFor"/>.</param>
    /// <param name="type">How the value is read.</param>
    /// <param name="cancellationToken">Cancels the lookup.</param>
    /// <returns>The value, when it is there, fresh and not cleared. A store that fails has nothing.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public async ValueTask<CachedValue<T>> FindAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(type);
        var found = await TryFindAsync(key, type, cancellationToken).ConfigureAwait(false);
        if (!found.IsFound)
        {
            Counters.Miss();
        }

        return found;
    }

    /// <summary>Stores a value. A store that fails keeps nothing, and nobody notices but the statistics.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key, as a rule from <see cref="KeyFor"/>.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">How the value is written.</param>
    /// <param name="terms">How long it is served and what clears it; <see langword="null"/> for the region's own terms.</param>
    /// <param name="cancellationToken">Cancels before the store is asked; a write that has begun is not cut.</param>
    /// <returns>A task that ends when the store has answered or was given up.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public ValueTask StoreAsync<T>(
        string key, T value, JsonTypeInfo<T> type, CacheTerms? terms = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(type);
        cancellationToken.ThrowIfCancellationRequested();
        return StoreValueAsync(key, value, type, terms, _shared.Time.GetUtcNow());
    }

    /// <summary>Looks a value up, and makes and stores it when it is not there.</summary>
    /// <remarks>
    /// Equal questions at the same time make it once in this process. Who leaves does not disturb the others; making is cancelled when the last has left.
    /// When making fails, all who wait for it fail, and nothing is stored.
    /// </remarks>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key, as a rule from <see cref="KeyFor"/>.</param>
    /// <param name="create">Makes the value.</param>
    /// <param name="type">How the value is written and read.</param>
    /// <param name="terms">How long it is served and what clears it; <see langword="null"/> for the region's own terms.</param>
    /// <param name="cancellationToken">Leaves.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public ValueTask<T> GetOrCreateAsync<T>(
        string key,
        Func<CancellationToken, ValueTask<T>> create,
        JsonTypeInfo<T> type,
        CacheTerms? terms = null,
        CancellationToken cancellationToken = default) =>
        GetOrCreateAsync(key, create, type, _ => terms, cancellationToken);

    /// <summary>Looks a value up, and makes, judges and stores it when it is not there.</summary>
    /// <remarks>As the other overload; the terms are asked for when the value is known, as for a score that a validator gives.</remarks>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key, as a rule from <see cref="KeyFor"/>.</param>
    /// <param name="create">Makes the value.</param>
    /// <param name="type">How the value is written and read.</param>
    /// <param name="termsOf">Tells the terms of a value that was made; <see langword="null"/> for the region's own.</param>
    /// <param name="cancellationToken">Leaves.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public async ValueTask<T> GetOrCreateAsync<T>(
        string key,
        Func<CancellationToken, ValueTask<T>> create,
        JsonTypeInfo<T> type,
        Func<T, CacheTerms?> termsOf,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(termsOf);
        var begunAt = _shared.Time.GetUtcNow();
        if (_shared.Guard.InProcess is not null && await TryFindAsync(key, type, cancellationToken).ConfigureAwait(false) is { IsFound: true } there)
        {
            return there.Value!;
        }

        return await _flights.JoinAsync(_keysOfScope + key, Clearings.Version, MakeAsync, Counters.Join, cancellationToken).ConfigureAwait(false);

        async Task<T> MakeAsync(CancellationToken nobodyWaits)
        {
            var found = await FindAsync(key, type, nobodyWaits).ConfigureAwait(false);
            if (found.IsFound)
            {
                return found.Value!;
            }

            var value = await create(nobodyWaits).ConfigureAwait(false);
            await StoreValueAsync(key, value, type, termsOf(value), begunAt).ConfigureAwait(false);
            return value;
        }
    }

    /// <summary>Looks many values up at once and makes those that are not there in one go, as one call to an embedding service for many texts.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="keys">The keys; one that comes twice is made once.</param>
    /// <param name="createMissing">
    /// Gets the positions in <paramref name="keys"/> of what is missing and returns a value for each, in that order. Not called when nothing is missing.
    /// </param>
    /// <param name="type">How the values are written and read.</param>
    /// <param name="terms">How long they are served and what clears them; <see langword="null"/> for the region's own terms.</param>
    /// <param name="cancellationToken">Cancels the lookups and the making.</param>
    /// <returns>The values in the order of the keys.</returns>
    /// <exception cref="InvalidOperationException"><paramref name="createMissing"/> returned another number of values than was asked for.</exception>
    public async ValueTask<IReadOnlyList<T>> GetOrCreateManyAsync<T>(
        IReadOnlyList<string> keys,
        Func<IReadOnlyList<int>, CancellationToken, ValueTask<IReadOnlyList<T>>> createMissing,
        JsonTypeInfo<T> type,
        CacheTerms? terms = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(createMissing);
        ArgumentNullException.ThrowIfNull(type);
        var begunAt = _shared.Time.GetUtcNow();
        var first = keys.Select(static (key, index) => (key, index)).DistinctBy(static it => it.key).ToDictionary(static it => it.key, static it => it.index);
        var values = new T[keys.Count];
        var isFound = new bool[keys.Count];
        var lookups = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = LookupsAtOnce };
        await Parallel.ForEachAsync(first.Values, lookups, async (index, token) =>
        {
            var found = await FindAsync(keys[index], type, token).ConfigureAwait(false);
            (values[index], isFound[index]) = (found.Value!, found.IsFound);
        }).ConfigureAwait(false);

        int[] missing = [.. first.Values.Where(index => !isFound[index]).Order()];
        if (missing.Length > 0)
        {
            var made = await createMissing(missing, cancellationToken).ConfigureAwait(false);
            if (made.Count != missing.Length)
            {
                throw new InvalidOperationException($"{missing.Length} values were missing, and {made.Count} were made; return one for each position.");
            }

            for (var index = 0; index < missing.Length; index++)
            {
                values[missing[index]] = made[index];
            }

            // What was made is paid for: it is stored although the caller may have left meanwhile.
            var writes = new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce };
            await Parallel.ForEachAsync(missing, writes, (index, _) => StoreValueAsync(keys[index], values[index], type, terms, begunAt)).ConfigureAwait(false);
        }

        return [.. keys.Select(key => values[first[key]])];
    }

    internal async ValueTask<CacheEntry?> FindFreshAsync(string key, CancellationToken cancellationToken)
    {
        await Clearings.BringUpToDateAsync(cancellationToken).ConfigureAwait(false);
        var entry = await FindAsync(key, _shared.Secrets.Value.Seal, cancellationToken).ConfigureAwait(false);
        return entry is not null && entry.FreshUntil > _shared.Time.GetUtcNow() ? entry : null;
    }

    internal ValueTask StoreBytesAsync(string key, ReadOnlyMemory<byte> body, CacheTerms terms, DateTimeOffset begunAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = _settings();
        var timeToLive = terms.TimeToLive
            ?? (terms.Score is { } score && settings.TimeToLiveOfScore is { } rule ? rule(score) : settings.TimeToLive);
        if (timeToLive is null)
        {
            Counters.Refused("score");
            return ValueTask.CompletedTask;
        }

        var now = _shared.Time.GetUtcNow();
        var entry = new CacheEntry(body) { Labels = terms.Labels(), BegunAt = begunAt, StoredAt = now, FreshUntil = now + timeToLive.Value };
        return StoreAsync(key, _shared.Secrets.Value.Seal, entry, TimeSpan.Zero);
    }

    private async ValueTask<CachedValue<T>> TryFindAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var begun = _shared.Time.GetTimestamp();
        if (await FindFreshAsync(key, cancellationToken).ConfigureAwait(false) is not { } entry || !TryRead(entry, type, out var value))
        {
            return default;
        }

        // The clock of the process that stored it may be ahead of ours.
        var age = _shared.Time.GetUtcNow() - entry.StoredAt;
        age = age < TimeSpan.Zero ? TimeSpan.Zero : age;
        Counters.Hit(age, _shared.Time.GetElapsedTime(begun));
        return new CachedValue<T>(IsFound: true, value, age);
    }

    private ValueTask StoreValueAsync<T>(string key, T value, JsonTypeInfo<T> type, CacheTerms? terms, DateTimeOffset begunAt) =>
        StoreBytesAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, type), terms ?? CacheTerms.Default, begunAt, CancellationToken.None);

    /// <summary>A value that was written for an older form of the type is a miss.</summary>
    private bool TryRead<T>(CacheEntry entry, JsonTypeInfo<T> type, out T? value)
    {
        try
        {
            value = JsonSerializer.Deserialize(entry.Body.Span, type);
            return true;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            Counters.ErrorOf("unreadable");
            value = default;
            return false;
        }
    }
}
