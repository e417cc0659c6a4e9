using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>One block of a prompt together with all that stands before it.</summary>
/// <param name="Block">The block.</param>
/// <param name="Hash">The hash of the prefix through this block.</param>
/// <param name="Bytes">The bytes of the prefix through this block.</param>
/// <param name="Place">The place in the sequence that the API's lookback window counts; runs of tool calls or tool results share one.</param>
/// <param name="MessagesHash">The hash of the messages through this block alone, whatever tools and system prompt stand before them.</param>
internal readonly record struct PathStep(BlockOutline Block, ulong Hash, int Bytes, int Place, ulong MessagesHash);
