using PromptCaching.Messages.Batches;

namespace PromptCaching.Batching;

/// <summary>The batches in which items are sent, one after the other: those that write what is shared, and then all that read it.</summary>
internal static class BatchPlan
{
    public static IReadOnlyList<IReadOnlyList<PlannedRequest>> Of(IReadOnlyList<PlannedItem> items, bool primesCache)
    {
        var shared = new SharedPrefixes(items.Select(static item => item.Path));
        var (first, rest, primed) = (new List<PlannedRequest>(), new List<PlannedRequest>(), new HashSet<ulong>());
        foreach (var item in items)
        {
            var marks = shared.MarksOf(item.Path);
            var request = new PlannedRequest(item.Item, new MessageBatchRequest(item.Item.Key.ToString(), PrefixMarkers.Mark(item.Item.Item.Request, marks)));
            var isFirst = primesCache && marks.Count > 0 && primed.Add(marks[^1].Hash);
            (isFirst ? first : rest).Add(request);
        }

        return [.. new[] { first, rest }.Where(static batch => batch.Count > 0)];
    }
}

/// <summary>A request as it will stand in a batch.</summary>
internal sealed record PlannedRequest(NumberedItem Item, MessageBatchRequest Request);
