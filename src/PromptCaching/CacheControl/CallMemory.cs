using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.CacheControl.WarmFirst;

namespace PromptCaching.CacheControl;

/// <summary>What is remembered from one call to the next.</summary>
/// <param name="Ledger">Which prefixes come back, and what the server holds.</param>
/// <param name="Recent">The latest requests, to say what changed.</param>
/// <param name="Refusals">Where the API refused our markers.</param>
/// <param name="Cold">What is being written, and who waits for it.</param>
internal sealed record CallMemory(PrefixLedger Ledger, RecentRequests Recent, MarkerRefusals Refusals, ColdPrefixes Cold)
{
    public static CallMemory Create(TimeProvider time)
    {
        var ledger = new PrefixLedger(time);
        return new CallMemory(ledger, new RecentRequests(time), new MarkerRefusals(time), new ColdPrefixes(ledger, time));
    }
}
