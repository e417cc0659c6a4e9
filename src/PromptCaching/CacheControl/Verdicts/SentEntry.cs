namespace PromptCaching.CacheControl.Verdicts;

/// <summary>A marker of a request as it was sent: an entry ends there, unless it is below the minimum.</summary>
/// <param name="Step">The block that carries it, counted over the whole prompt.</param>
/// <param name="Place">The place in the sequence that the API's lookback window counts.</param>
/// <param name="Tokens">The tokens of the prefix, estimated.</param>
/// <param name="IsOneHour">Its TTL: one hour, else five minutes.</param>
internal readonly record struct SentEntry(int Step, int Place, double Tokens, bool IsOneHour);
