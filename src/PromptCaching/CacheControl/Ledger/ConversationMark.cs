namespace PromptCaching.CacheControl.Ledger;

/// <summary>The boundaries of the last request of a conversation, to see which of them its next request has lost.</summary>
internal sealed record ConversationMark(IReadOnlyList<(int Step, ulong Hash, PrefixNode Node)> Boundaries);
