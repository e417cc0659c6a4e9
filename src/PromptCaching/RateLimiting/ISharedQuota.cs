namespace PromptCaching.RateLimiting;

/// <summary>Holds rate limits that many processes share, such as in Redis. Safe for several threads.</summary>
/// <remarks>
/// It keeps a level for each limit of each pool, which fills evenly and holds a minute's worth at most. A level that nobody knows begins at zero:
/// a store that has lost its memory must not hand out what was used already. When an exchange fails or is slow, the process goes on with its share.
/// </remarks>
public interface ISharedQuota
{
    /// <summary>Gives back, settles and asks, all in one.</summary>
    /// <param name="exchange">What a process has to say of one pool.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    /// <returns>What the process may use by itself from now on.</returns>
    ValueTask<QuotaShare> ExchangeAsync(QuotaExchange exchange, CancellationToken cancellationToken);
}
