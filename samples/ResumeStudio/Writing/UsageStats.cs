using PromptCaching;

namespace ResumeStudio.Writing;

/// <summary>What an answer took. One that was stored takes nothing.</summary>
/// <param name="InputTokens">Tokens of the prompt, those from the prompt cache included.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="CostUsd">What they cost.</param>
/// <param name="Model">Who answered.</param>
/// <param name="Cached">Whether it was answered before, or at the same time for somebody else.</param>
/// <param name="SavedUsd">What it would have cost more without any cache.</param>
internal sealed record UsageStats(long InputTokens, long OutputTokens, decimal CostUsd, string Model, bool Cached, decimal SavedUsd)
{
    public static UsageStats Of(CallReport? report, string model) => report is null ? new UsageStats(0, 0, 0, model, false, 0)
        : report.Source == CallSource.Api
            ? new UsageStats(report.Usage?.TotalInput ?? 0, report.Usage?.Output ?? 0, report.Cost ?? 0, report.Model ?? model, false, report.Saved ?? 0)
            : new UsageStats(0, 0, 0, report.Model ?? model, true, report.CostWithoutCaching ?? 0);

    /// <summary>The same result once more, from the store.</summary>
    public UsageStats ServedAgain() => new(0, 0, 0, Model, true, CostUsd + SavedUsd);

    public UsageStats With(UsageStats other) => new(
        InputTokens + other.InputTokens,
        OutputTokens + other.OutputTokens,
        CostUsd + other.CostUsd,
        other.Model,
        Cached && other.Cached,
        SavedUsd + other.SavedUsd);
}
