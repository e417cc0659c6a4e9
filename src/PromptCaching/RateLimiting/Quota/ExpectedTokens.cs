namespace PromptCaching.RateLimiting.Quota;

/// <summary>What is expected of one attempt.</summary>
/// <param name="Total">The prompt, in estimated tokens.</param>
/// <param name="Read">The part of it that the prompt cache has, in estimated tokens.</param>
/// <param name="Input">What will count against the limit.</param>
/// <param name="Reserved">The same, and as much more as expectations have been wrong by.</param>
/// <param name="Output">What this workload has been producing.</param>
internal readonly record struct ExpectedTokens(double Total, double Read, double Input, double Reserved, double Output)
{
    public QuotaAmount Amount => new(1, Reserved, Output);
}
