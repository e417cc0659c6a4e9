using PromptCaching.Bodies;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl;

/// <summary>Puts together what holds for a plan: the options, the catalog, and what the API refused lately.</summary>
internal static class PlanTerms
{
    /// <param name="options">The options.</param>
    /// <param name="model">The model of the request.</param>
    /// <param name="terms">What the catalog says about it.</param>
    /// <param name="isRefused">Whether the API refused our markers on a level lately.</param>
    public static PlanRules Of(CacheControlOptions options, string? model, ModelTerms terms, Func<PromptLevel, bool> isRefused) => new()
    {
        MinTokens = model is not null && options.MinTokens.TryGetValue(model, out var minimum)
            ? minimum
            : terms.MinTokens ?? options.DefaultMinTokens,
        ReadRate = terms.ReadRate,
        AllowFiveMinutes = options.AllowFiveMinutes,
        AllowOneHour = options.AllowOneHour,
        MarkTools = options.MarkTools && !isRefused(PromptLevel.Tools),
        MarkSystem = options.MarkSystem && !isRefused(PromptLevel.System),
        MarkMessages = options.MarkMessages && !isRefused(PromptLevel.Messages),
    };
}
