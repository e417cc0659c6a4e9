using PromptCaching.Redis.Maintenance;
using PromptCaching.Storage;

namespace PromptCaching.Redis;

/// <content>Counting and removing, by looking through every server page by page.</content>
public sealed partial class RedisDistributedCache
{
    /// <inheritdoc/>
    public async ValueTask<CacheStoreUsage> MeasureAsync(string keyPrefix, CancellationToken cancellationToken)
    {
        var walk = await WalkAsync(keyPrefix, cancellationToken).ConfigureAwait(false);
        var usage = default(CacheStoreUsage);
        await foreach (var page in walk.PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in await walk.MeasureAsync(page, cancellationToken).ConfigureAwait(false))
            {
                usage = entry.AddTo(usage);
            }
        }

        return usage;
    }

    /// <inheritdoc/>
    public async ValueTask<CacheStoreUsage> RemoveAsync(
        string keyPrefix, Func<string, ReadOnlyMemory<byte>, bool> isDead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isDead);
        var walk = await WalkAsync(keyPrefix, cancellationToken).ConfigureAwait(false);
        var usage = default(CacheStoreUsage);
        await foreach (var page in walk.PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in await walk.RemoveAsync(page, isDead, cancellationToken).ConfigureAwait(false))
            {
                usage = entry.AddTo(usage);
            }
        }

        return usage;
    }

    private async ValueTask<KeyspaceWalk> WalkAsync(string keyPrefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyPrefix);
        cancellationToken.ThrowIfCancellationRequested();
        return new KeyspaceWalk(await _connection.GetAsync(cancellationToken).ConfigureAwait(false), KeyPattern.StartingWith(keyPrefix), _deadline);
    }
}
