using PromptCaching.Accounting;
using PromptCaching.Redis.Accounting;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>Totals of usage that all processes on one Redis add up.</summary>
/// <remarks>
/// An exchange is one round trip. Amounts are exact to 1e-18 USD, up to 4,500,000 USD a process and model. The connection and its timeouts are the store's.
/// Safe for any number of threads.
/// </remarks>
public sealed class RedisUsage : ISharedUsage
{
    private readonly RedisDistributedCache _store;
    private readonly string _place;

    /// <summary>Makes shared totals beside a store.</summary>
    /// <param name="store">The store whose server is used; it stays the caller's to dispose.</param>
    /// <param name="name">Whose totals they are: processes that tell the same name are added up.</param>
    /// <param name="keyPrefix">The text in front of every key.</param>
    public RedisUsage(RedisDistributedCache store, string name, string keyPrefix = "llm:")
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(keyPrefix);

        // The braces put all keys of a name into one slot of a cluster; escaped, the name has none, and empty ones would count for nothing.
        (_store, _place) = (store, $"{keyPrefix}{{usage:{Uri.EscapeDataString(name)}}}:");
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The server is not connected.</exception>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    /// <exception cref="RedisServerException">The server refused, for example because the key holds something else.</exception>
    /// <exception cref="InvalidDataException">The key holds something that only looks like totals.</exception>
    public async ValueTask<UsageStanding> ExchangeAsync(UsageExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        RedisKey[] keys = [_place + "totals", $"{_place}process:{exchange.Process}"];
        var answer = await _store.EvaluateAsync(UsageScript.Text, keys, UsageMessage.Write(exchange), cancellationToken).ConfigureAwait(false);
        return UsageMessage.Read(answer);
    }
}
