namespace PromptCaching.CacheControl.Verdicts;

/// <summary>An earlier request as a later one found it.</summary>
/// <param name="Request">The request.</param>
/// <param name="HadBegun">Whether its answer had begun when the later one was sent.</param>
internal readonly record struct EarlierRequest(RecentRequest Request, bool HadBegun);
