using PromptCaching.Redis.Maintenance;
using PromptCaching.Storage;

namespace PromptCaching.Redis;

/// <content>What the servers tell about themselves.</content>
public sealed partial class RedisDistributedCache : ICacheStoreFacts
{
    /// <inheritdoc/>
    /// <remarks>
    /// <c>redis_version</c>, <c>connected_clients</c> and <c>used_memory_human</c>, in Redis's own words; of several servers those of one.
    /// </remarks>
    public async ValueTask<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var connection = await _connection.GetAsync(cancellationToken).ConfigureAwait(false);
        return await ServerFacts.OfAsync(connection, _deadline, cancellationToken).ConfigureAwait(false);
    }
}
