namespace PromptCaching.AspNetCore.Traffic;

/// <summary>How one call ended.</summary>
internal readonly record struct RecentCall(DateTimeOffset At, CallSource Source, string? Error, TimeSpan QuotaWait);
