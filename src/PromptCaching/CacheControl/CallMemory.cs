using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.CacheControl;

/// <summary>What is remembered from one call to the next.</summary>
/// <param name="Ledger">Which prefixes come back, and what the server holds.</param>
/// <param name="Recent">The latest requests, to say what changed.</param>
/// <param name="Refusals">Where the API refused our markers.</param>
internal sealed record CallMemory(PrefixLedger Ledger, RecentRequests Recent, MarkerRefusals Refusals);
