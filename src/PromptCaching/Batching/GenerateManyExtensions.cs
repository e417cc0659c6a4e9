using System.Runtime.CompilerServices;
using PromptCaching.Batching;
using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Many requests: a few at a time, resumable, one by one or in batches at half the price.</summary>
/// <remarks>
/// Requests are pulled only as fast as they can be sent, so there may be any number of them. What becomes of one is its own result: a failure ends
/// nothing. Cancellation gives out what is finished and then throws; whoever leaves the enumeration ends what is under way. The enumeration itself
/// throws what the source of the requests throws, and an <see cref="IOException"/> when the checkpoint cannot be opened or written.
/// </remarks>
public static class GenerateManyExtensions
{
    /// <summary>Asks many questions.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requests">The questions, pulled as they are needed; they are not changed.</param>
    /// <param name="options">How. The default is three at a time, each result as soon as it is there.</param>
    /// <param name="cancellationToken">Ends the run; what is finished is still given out.</param>
    /// <returns>A result for each question.</returns>
    public static IAsyncEnumerable<GenerateManyResult> GenerateManyAsync(
        this IClaudeClient client, IEnumerable<MessageRequest> requests, GenerateManyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(requests);
        return RunAsync(client, EachAsync(requests, static request => new GenerateManyItem(request)), Count(requests), options, cancellationToken);
    }

    /// <summary>Asks many questions that have ids or wishes of their own.</summary>
    /// <param name="client">The client.</param>
    /// <param name="items">The questions, pulled as they are needed; they are not changed.</param>
    /// <param name="options">How. The default is three at a time, each result as soon as it is there.</param>
    /// <param name="cancellationToken">Ends the run; what is finished is still given out.</param>
    /// <returns>A result for each question.</returns>
    public static IAsyncEnumerable<GenerateManyResult> GenerateManyAsync(
        this IClaudeClient client, IEnumerable<GenerateManyItem> items, GenerateManyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(items);
        return RunAsync(client, EachAsync(items, static item => item), Count(items), options, cancellationToken);
    }

    /// <summary>Asks many questions that come over time.</summary>
    /// <param name="client">The client.</param>
    /// <param name="requests">The questions, pulled as they are needed; they are not changed.</param>
    /// <param name="options">How. The default is three at a time, each result as soon as it is there.</param>
    /// <param name="cancellationToken">Ends the run; what is finished is still given out.</param>
    /// <returns>A result for each question.</returns>
    public static IAsyncEnumerable<GenerateManyResult> GenerateManyAsync(
        this IClaudeClient client,
        IAsyncEnumerable<MessageRequest> requests,
        GenerateManyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(requests);
        return RunAsync(client, ItemsOfAsync(requests, CancellationToken.None), null, options, cancellationToken);
    }

    /// <summary>Asks many questions that come over time and have ids or wishes of their own.</summary>
    /// <param name="client">The client.</param>
    /// <param name="items">The questions, pulled as they are needed; they are not changed.</param>
    /// <param name="options">How. The default is three at a time, each result as soon as it is there.</param>
    /// <param name="cancellationToken">Ends the run; what is finished is still given out.</param>
    /// <returns>A result for each question.</returns>
    public static IAsyncEnumerable<GenerateManyResult> GenerateManyAsync(
        this IClaudeClient client,
        IAsyncEnumerable<GenerateManyItem> items,
        GenerateManyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(items);
        return RunAsync(client, items, null, options, cancellationToken);
    }

    private static IAsyncEnumerable<GenerateManyResult> RunAsync(
        IClaudeClient client, IAsyncEnumerable<GenerateManyItem> items, long? total, GenerateManyOptions? options, CancellationToken cancellationToken) =>
        new ManyRun(client, options ?? new GenerateManyOptions(), total).RunAsync(items, cancellationToken);

    private static long? Count<T>(IEnumerable<T> source) => source.TryGetNonEnumeratedCount(out var count) ? count : null;

    private static async IAsyncEnumerable<GenerateManyItem> EachAsync<T>(IEnumerable<T> source, Func<T, GenerateManyItem> itemOf)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var one in source)
        {
            yield return itemOf(one);
        }
    }

    private static async IAsyncEnumerable<GenerateManyItem> ItemsOfAsync(
        IAsyncEnumerable<MessageRequest> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var request in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            yield return new GenerateManyItem(request);
        }
    }
}
