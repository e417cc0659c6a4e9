using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PromptCaching.Batching;

/// <summary>
/// Runs work on what a source gives, as much at once as is allowed, and gives out results as they finish or in turn. It pulls only what it can
/// start, and nothing of it outlives the enumeration.
/// </summary>
internal sealed class BoundedRun<TSource, TResult>(Func<TSource, CancellationToken, Task<TResult>> work, int most, bool inOrder)
{
    /// <summary>In turn, a slow one holds up the others: so many may wait behind it.</summary>
    private const int WaitingForEach = 10;
    private readonly List<Task<TResult>> _tasks = [];

    private bool HasRoom => _tasks.Count < (inOrder ? (long)most * WaitingForEach : most) && _tasks.Count(static task => !task.IsCompleted) < most;

    /// <summary>Enumerates the results.</summary>
    /// <remarks>
    /// When the source or the work fails, or the caller cancels, what was begun is ended, what is finished is given out, and then the failure is
    /// thrown: no result is lost to it.
    /// </remarks>
    public async IAsyncEnumerable<TResult> RunAsync(
        Func<CancellationToken, IAsyncEnumerable<TSource>> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var items = source(leaving.Token).GetAsyncEnumerator(leaving.Token);
        Task<bool>? pull = null;
        ExceptionDispatchInfo? failure = null;
        var isOver = false;
        try
        {
            while (true)
            {
                while (failure is null && !isOver && !cancellationToken.IsCancellationRequested && HasRoom)
                {
                    pull ??= PullAsync(items);
                    if (!pull.IsCompleted)
                    {
                        break;
                    }

                    (isOver, failure) = await StartAsync(pull, items, leaving.Token).ConfigureAwait(false);
                    pull = null;
                }

                if (_tasks.Find(task => task.IsCompleted || inOrder) is { IsCompleted: true } finished)
                {
                    _tasks.Remove(finished);
                    if (finished.IsCompletedSuccessfully)
                    {
                        yield return await finished.ConfigureAwait(false);
                        continue;
                    }

                    // Work fails as a whole only when nothing more can be kept, or because it was told to end.
                    failure ??= await FailureOfAsync(finished).ConfigureAwait(false);
                    await leaving.CancelAsync().ConfigureAwait(false);
                    continue;
                }

                if (_tasks.Count == 0 && pull is null)
                {
                    break;
                }

                if (Unfinished(pull) is { Length: > 0 } unfinished)
                {
                    await Task.WhenAny(unfinished).ConfigureAwait(false);
                }

                if (pull is { IsCompleted: true } && (failure is not null || cancellationToken.IsCancellationRequested))
                {
                    failure ??= await FailureOfAsync(pull).ConfigureAwait(false);
                    pull = null;
                }
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_tasks.Append<Task?>(pull).OfType<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await items.DisposeAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        failure?.Throw();
    }

    private Task[] Unfinished(Task? pull) => [.. _tasks.Append<Task?>(pull).OfType<Task>().Where(static task => !task.IsCompleted)];

    private static async Task<bool> PullAsync(IAsyncEnumerator<TSource> items) => await items.MoveNextAsync().ConfigureAwait(false);

    private static async Task<ExceptionDispatchInfo?> FailureOfAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
            return null;
        }
        catch (Exception failure)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
    }

    private async Task<(bool IsOver, ExceptionDispatchInfo? Failure)> StartAsync(
        Task<bool> pull, IAsyncEnumerator<TSource> items, CancellationToken cancellationToken)
    {
        if (await FailureOfAsync(pull).ConfigureAwait(false) is { } failure)
        {
            return (true, failure);
        }

        if (!await pull.ConfigureAwait(false))
        {
            return (true, null);
        }

        _tasks.Add(work(items.Current, cancellationToken));
        return (false, null);
    }
}
