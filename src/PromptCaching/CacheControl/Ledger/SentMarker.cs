namespace PromptCaching.CacheControl.Ledger;

/// <summary>A marker of a request as it is sent, the caller's and ours alike.</summary>
/// <param name="Step">The place in the path.</param>
/// <param name="IsOneHour">Its TTL: one hour, else five minutes.</param>
internal readonly record struct SentMarker(int Step, bool IsOneHour);
