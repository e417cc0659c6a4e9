namespace PromptCaching.Batching;

/// <summary>What a unit came to: batches that have ended and are to be read, and results that are there already.</summary>
internal sealed record FinishedUnit(IReadOnlyList<SentBatch> Batches, IReadOnlyList<GenerateManyResult> Results);

/// <summary>A batch at the API, with those of its items that wait for a result, by custom id.</summary>
internal sealed record SentBatch(string Id, Dictionary<string, NumberedItem> Waiting)
{
    public static SentBatch Of(string id, IEnumerable<NumberedItem> items) =>
        new(id, items.ToDictionary(static item => item.Key.ToString(), StringComparer.Ordinal));

    public IReadOnlyList<GenerateManyResult> Failed(Exception failure) => [.. Waiting.Values.Select(item => item.Failed(failure))];
}
