using System.Runtime.CompilerServices;

namespace PromptCaching.Batching;

/// <summary>A part of a run in batches.</summary>
internal abstract record BatchUnit;

/// <summary>Items whose answers are in the checkpoint.</summary>
internal sealed record RestoredUnit(NumberedItem Item) : BatchUnit;

/// <summary>Items that an earlier run sent in a batch, and whose results it did not read to their end.</summary>
internal sealed record FoundUnit(string Batch, IReadOnlyList<NumberedItem> Items) : BatchUnit;

/// <summary>Items that are to be sent together.</summary>
internal sealed record NewUnit(IReadOnlyList<PlannedItem> Items) : BatchUnit;

/// <summary>An item that is to be sent, with what is known of its prefixes.</summary>
internal sealed record PlannedItem(NumberedItem Item, PrefixPath Path)
{
    /// <summary>Room for the custom id and the markers.</summary>
    private const int Around = 512;

    public required int BodyLength { get; init; }

    public int Bytes => BodyLength + Around;

    public static PlannedItem Of(NumberedItem item) => new(
        item with { Body = default },
        item.Item.Call?.CacheControl is CacheControlMode.AsSent or CacheControlMode.Off ? PrefixPath.None : PrefixPath.Of(item.Body))
    {
        BodyLength = item.Body.Length,
    };
}

/// <summary>Cuts a run of items into units: what is known already, and batches as large as they may be.</summary>
internal sealed class BatchUnits(Checkpoint? checkpoint, GenerateManyBatches settings)
{
    public async IAsyncEnumerable<BatchUnit> CutAsync(
        IAsyncEnumerable<NumberedItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<NumberedItem>>(StringComparer.Ordinal);
        var planned = new List<PlannedItem>();
        var bytes = 0L;
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (checkpoint?.HasAnswer(item.Key) == true)
            {
                yield return new RestoredUnit(item);
            }
            else if (checkpoint?.BatchOf(item.Key) is { } batch)
            {
                (found.TryGetValue(batch, out var known) ? known : found[batch] = []).Add(item with { Body = default });
            }
            else
            {
                var next = PlannedItem.Of(item);
                if (planned.Count == settings.MaxRequests || (planned.Count > 0 && bytes + next.Bytes > settings.MaxBytes))
                {
                    yield return new NewUnit(planned);
                    (planned, bytes) = ([], 0);
                }

                planned.Add(next);
                bytes += next.Bytes;
            }
        }

        foreach (var (batch, known) in found)
        {
            yield return new FoundUnit(batch, known);
        }

        if (planned.Count > 0)
        {
            yield return new NewUnit(planned);
        }
    }
}
