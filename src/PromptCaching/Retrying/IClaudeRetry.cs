namespace PromptCaching.Retrying;

/// <summary>Repeats functions of your own by the rules, and from the budget, of the calls of a client.</summary>
/// <remarks>
/// Injected for the default client, as a keyed service under the name of another. Calls of <see cref="IClaudeClient"/> are repeated without it:
/// what they throw when they have given up is not repeated here once more.
/// </remarks>
public interface IClaudeRetry
{
    /// <summary>Runs a function, and runs it again while it fails with something that passes.</summary>
    /// <typeparam name="T">What the function brings.</typeparam>
    /// <param name="action">
    /// The function; may run several times. Lost connections, timeouts (<see cref="TimeoutException"/>), <see cref="HttpRequestException"/> and
    /// <see cref="ClaudeApiException"/> are judged as a call's would be, with their status and <see cref="ClaudeException.RetryAfter"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting; handed to the function.</param>
    /// <returns>What the function brought.</returns>
    /// <exception cref="ClaudeRefusedException">The API fails at present, so the function was not run (<see cref="RefusalReason.Unavailable"/>).</exception>
    /// <exception cref="OperationCanceledException">The caller left.</exception>
    Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken = default);
}
