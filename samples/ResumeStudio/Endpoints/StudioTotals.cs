namespace ResumeStudio.Endpoints;

/// <summary>What was asked since this process started.</summary>
internal sealed record StudioTotals(
    long Requests, long AnsweredByCache, long InputTokens, long CacheReadTokens, long OutputTokens, decimal CostUsd, decimal SavedUsd,
    IReadOnlyDictionary<string, PromptTotals[]> Prompts);

/// <summary>What was asked by one version of a template.</summary>
internal sealed record PromptTotals(string Version, long Requests, decimal CostUsd);
