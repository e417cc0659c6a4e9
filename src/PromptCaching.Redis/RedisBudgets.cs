using System.Globalization;
using PromptCaching.Accounting;
using PromptCaching.Redis.Accounting;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>Budgets that all processes on one Redis share: what one of them spends, the others cannot. Those of one name are one.</summary>
/// <remarks>
/// An exchange is one round trip, and leases run by the server's clock. Amounts are whole multiples of 1e-9 USD, up to 4,500,000 USD. The connection and
/// its timeouts are the store's. Safe for any number of threads.
/// </remarks>
public sealed class RedisBudgets : ISharedBudgets
{
    private readonly RedisDistributedCache _store;
    private readonly string _prefix;

    /// <summary>Makes shared budgets beside a store.</summary>
    /// <param name="store">The store whose server is used; it stays the caller's to dispose.</param>
    /// <param name="keyPrefix">The text in front of every key.</param>
    public RedisBudgets(RedisDistributedCache store, string keyPrefix = "llm:")
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        (_store, _prefix) = (store, keyPrefix);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The server is not connected.</exception>
    /// <exception cref="TimeoutException">The server did not answer in time.</exception>
    /// <exception cref="RedisServerException">The server refused, for example because the key holds something else.</exception>
    /// <exception cref="InvalidDataException">The key holds something that only looks like a budget.</exception>
    public async ValueTask<BudgetStanding> ExchangeAsync(BudgetExchange exchange, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        RedisKey[] keys = [KeyOf(exchange)];
        var answer = await _store.EvaluateAsync(BudgetScript.Text, keys, BudgetMessage.Write(exchange), cancellationToken).ConfigureAwait(false);
        return BudgetMessage.Read(answer, exchange.Asked.Count);
    }

    /// <summary>The name is escaped, so that a brace in it cannot choose the slot of a cluster.</summary>
    private string KeyOf(BudgetExchange exchange) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_prefix}budget:{Uri.EscapeDataString(exchange.Budget)}:{exchange.Ends?.UtcDateTime ?? DateTime.MaxValue:yyyyMMddHH}");
}
