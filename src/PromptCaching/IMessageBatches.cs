using PromptCaching.Messages.Batches;

namespace PromptCaching;

/// <summary>The Message Batches API: many requests at once, answered within a day, for half the price. Safe for any number of calls at once.</summary>
/// <remarks>
/// Batches share the prompt cache with each other, not with other calls, and as they may wait for long, breakpoints in them should last an hour.
/// <c>GenerateManyAsync</c> sees to that, and finds its batches again after a crash; this is for those who want to hold the batches themselves.
/// </remarks>
public interface IMessageBatches
{
    /// <summary>Makes a batch.</summary>
    /// <remarks>
    /// No failure is tried again: after most of them nobody knows whether the batch was made, and it would be made, and billed, twice. Only 429 and
    /// 529 say that it was not.
    /// </remarks>
    /// <param name="requests">The requests, at most 100,000 and 256 MB together; they are not changed, and written one by one.</param>
    /// <param name="cancellationToken">Ends the call; whether the batch was made is then not known.</param>
    /// <returns>The batch, in progress.</returns>
    /// <exception cref="ArgumentException">There are none or too many, or a custom id is not one that the API takes, or stands twice.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeRefusedException">A request cannot work.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<MessageBatch> CreateAsync(IReadOnlyList<MessageBatchRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Makes a batch of requests that come one after the other: each is written as it comes, so 100,000 of them are never held.</summary>
    /// <remarks>
    /// Nothing is tried again: the requests come once. When one of them is wrong, or comes after the 100,000th, the call breaks off and throws, and
    /// of those before it no batch is made.
    /// </remarks>
    /// <param name="requests">The requests, at most 100,000 and 256 MB together; they are asked for while they are sent, once.</param>
    /// <param name="betas">
    /// The betas that requests ask for: they go out before the first request is known, so one that asks for another is refused.
    /// <see langword="null"/> takes those of the client's options.
    /// </param>
    /// <param name="cancellationToken">Ends the call; whether the batch was made is then not known.</param>
    /// <returns>The batch, in progress.</returns>
    /// <exception cref="ArgumentException">There are none or too many, or one is not such as the API takes.</exception>
    /// <exception cref="NotSupportedException">This implementation, one of the caller's own making, takes no sequences.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeRefusedException">A request cannot work.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<MessageBatch> CreateAsync(
        IAsyncEnumerable<MessageBatchRequest> requests, IReadOnlyList<string>? betas = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("These batches take no sequence of requests: hand over a list.");

    /// <summary>Looks at a batch.</summary>
    /// <param name="id">The id of the batch.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The batch as it is now.</returns>
    /// <exception cref="ArgumentException">The id is empty or white space.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error, as for an id that it does not know.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<MessageBatch> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lists the batches of the workspace, the newest first; more of them are asked for as they are wanted.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The batches.</returns>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    IAsyncEnumerable<MessageBatch> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the results of a batch that has ended, line by line as they arrive, in whatever order they come.</summary>
    /// <param name="id">The id of the batch.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The results; each enumeration asks for them anew. They can be had for 29 days after the batch was made.</returns>
    /// <exception cref="ArgumentException">The id is empty or white space.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error, as for a batch that has not ended.</exception>
    /// <exception cref="ClaudeException">The connection failed or broke, or a line is not a result.</exception>
    IAsyncEnumerable<MessageBatchResult> GetResultsAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Asks for the end of a batch. Requests that were begun are finished, and billed.</summary>
    /// <param name="id">The id of the batch.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The batch, canceling or ended.</returns>
    /// <exception cref="ArgumentException">The id is empty or white space.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<MessageBatch> CancelAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Deletes a batch that has ended, its results with it.</summary>
    /// <param name="id">The id of the batch.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What is left of it.</returns>
    /// <exception cref="ArgumentException">The id is empty or white space.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error, as for a batch that has not ended.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<DeletedMessageBatch> DeleteAsync(string id, CancellationToken cancellationToken = default);
}
