using PromptCaching.Messages.Batches;

namespace PromptCaching.Batching;

/// <summary>
/// The batches in which items are sent, one after the other. Each shared prefix is written by one request, and only then read by the others; where a
/// prefix leads another, as a system prompt does several documents, it goes before it.
/// </summary>
internal static class BatchPlan
{
    public static IReadOnlyList<IReadOnlyList<PlannedRequest>> Of(IReadOnlyList<PlannedItem> items, bool primesCache)
    {
        var shared = new SharedPrefixes(items.Select(static item => item.Path));
        var (rest, waves, waveOf) = (new List<PlannedRequest>(), new List<List<PlannedRequest>>(), new Dictionary<ulong, int>());
        foreach (var item in items)
        {
            var marks = shared.MarksOf(item.Path);
            var request = new PlannedRequest(item.Item, new MessageBatchRequest(item.Item.Key.ToString(), PrefixMarkers.Mark(item.Item.Item.Request, marks)));
            if (!primesCache || marks.All(mark => waveOf.ContainsKey(mark.Hash)))
            {
                rest.Add(request);
                continue;
            }

            var wave = marks.Max(mark => waveOf.TryGetValue(mark.Hash, out var written) ? written + 1 : 0);
            foreach (var mark in marks)
            {
                waveOf.TryAdd(mark.Hash, wave);
            }

            if (wave == waves.Count)
            {
                waves.Add([]);
            }

            waves[wave].Add(request);
        }

        return [.. waves.Append(rest).Where(static batch => batch.Count > 0)];
    }
}

/// <summary>A request as it will stand in a batch.</summary>
internal sealed record PlannedRequest(NumberedItem Item, MessageBatchRequest Request);
