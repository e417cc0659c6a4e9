namespace PromptCaching.RateLimiting.Quota;

/// <summary>One of the API's buckets, as an answer's headers tell of it.</summary>
/// <param name="Limit">What comes back in a minute.</param>
/// <param name="Remaining">What was left, when that is told.</param>
/// <param name="Rounding">How far that may be off.</param>
internal sealed record ReportedBucket(double Limit, double? Remaining, double Rounding);
