using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace PromptCaching.Batching;

/// <summary>Puts results into the order of their items: each waits until all before it were given out.</summary>
internal static class InTurn
{
    public static async IAsyncEnumerable<GenerateManyResult> OfAsync(
        IAsyncEnumerable<GenerateManyResult> results, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = new SortedDictionary<long, GenerateManyResult>();
        var next = 0L;
        ExceptionDispatchInfo? failure = null;
        var enumerator = results.GetAsyncEnumerator(cancellationToken);
        await using var leaving = enumerator.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await enumerator.MoveNextAsync().ConfigureAwait(false))
                {
                    break;
                }
            }
            catch (Exception thrown)
            {
                // Those that waited for one that will not come are given out first.
                failure = ExceptionDispatchInfo.Capture(thrown);
                break;
            }

            waiting.Add(enumerator.Current.Index, enumerator.Current);
            while (waiting.Remove(next, out var result))
            {
                next++;
                yield return result;
            }
        }

        foreach (var result in waiting.Values)
        {
            yield return result;
        }

        failure?.Throw();
    }
}
