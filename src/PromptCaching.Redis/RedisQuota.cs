using PromptCaching.RateLimiting;
using PromptCaching.Redis.Quota;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>Rate limits that all processes on one Redis share: what one of them uses, the others do not.</summary>
/// <remarks>
/// An exchange is one round trip, and the server's clock is the only one that counts. The connection and its timeouts are the store's. Safe for any
/// number of threads.
/// </remarks>
public sealed class RedisQuota : ISharedQuota
{
    private readonly RedisDistributedCache _store;
    private readonly string _prefix;

    /// <summary>Makes a shared quota beside a store.</summary>
    /// <param name="store">The store whose server is used; it stays the caller's to dispose.</param>
    /// <param name="keyPrefix">The text in front of every key.</param>
    public RedisQuota(RedisDistributedCache store, string keyPrefix = "llm:")
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        (_store, _prefix) = (store, keyPrefix);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The server is not connected.</exception>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    /// <exception cref="RedisServerException">The server refused, for example because the key holds something else.</exception>
    /// <exception cref="InvalidDataException">The key holds something that only looks like a quota.</exception>
    public async ValueTask<QuotaShare> ExchangeAsync(QuotaExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);

        // The braces put both keys into one slot of a cluster.
        var pool = $"{_prefix}quota:{{{exchange.Pool}}}:";
        RedisKey[] keys = [pool + "levels", pool + "processes"];
        return QuotaMessage.Read(await _store.EvaluateAsync(QuotaScript.Text, keys, QuotaMessage.Write(exchange), cancellationToken).ConfigureAwait(false));
    }
}
