using PromptCaching.Messages;

namespace PromptCaching.Batching;

/// <summary>An item with its place among all.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Item">The item.</param>
/// <param name="Key">By what a checkpoint or a batch knows it; nothing where there is neither.</param>
/// <param name="Body">What will be sent, as bytes; empty where nobody needs it.</param>
internal sealed record NumberedItem(long Index, GenerateManyItem Item, ItemKey Key, ReadOnlyMemory<byte> Body)
{
    public GenerateManyResult Answered(Message message, decimal? cost, bool isRestored = false) =>
        new() { Index = Index, Id = Item.Id, Message = message, Cost = cost, IsRestored = isRestored };

    public GenerateManyResult Failed(Exception error, GenerateManyOutcome outcome = GenerateManyOutcome.Failed) =>
        new() { Index = Index, Id = Item.Id, Error = error, Outcome = outcome };
}
