namespace PromptCaching.Accounting;

/// <summary>Adds up what many processes used, such as in Redis. Safe for several threads.</summary>
/// <remarks>
/// Each process tells its own sums under a name of its own, so saying the same twice counts once, and what a process has told counts on when it is gone.
/// When an exchange fails or is slow, the process says it all again later.
/// </remarks>
public interface ISharedUsage
{
    /// <summary>Says what a process used, and asks for the sums of all, in one step.</summary>
    /// <param name="exchange">What the process has to say.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the answer any more.</param>
    /// <returns>The sums of all, that of this process included.</returns>
    ValueTask<UsageStanding> ExchangeAsync(UsageExchange exchange, CancellationToken cancellationToken);
}
