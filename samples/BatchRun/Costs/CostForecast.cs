using BatchRun.Building;
using BatchRun.Configuration;

namespace BatchRun.Costs;

/// <summary>What a study will cost, with caching and without.</summary>
/// <param name="Requests">How many requests.</param>
/// <param name="Prompt">Their prompts, in tokens, if nothing were cached.</param>
/// <param name="WithCaching">In USD.</param>
/// <param name="WithoutCaching">In USD.</param>
internal sealed record CostForecast(int Requests, long Prompt, decimal WithCaching, decimal WithoutCaching)
{
    /// <summary>Each system prompt is written once and read by every later request of its kind; what is behind it is paid in full.</summary>
    /// <param name="arms">The requests of each arm: the tokens of their prompts, all together, and what arms share with each other.</param>
    /// <param name="provider">Who is asked.</param>
    /// <param name="run">How.</param>
    /// <param name="prices">The prices.</param>
    public static CostForecast Of(IReadOnlyList<ArmForecast> arms, ProviderConfiguration provider, RunConfiguration run, PriceList prices)
    {
        var isBatch = run.Mode == RunMode.Batches;
        var isHour = provider.Ttl == TimeToLive.OneHour || (isBatch && provider.CacheControl == CacheControlToggle.Auto);
        var tokens = default(Tokens);
        foreach (var prefix in arms.GroupBy(static arm => arm.Prefix, StringComparer.Ordinal))
        {
            var requests = prefix.Sum(static arm => arm.Arm.Requests);
            var (prompts, size) = (prefix.Sum(static arm => arm.PromptTokens), prefix.First().Arm.PrefixTokens);
            var isCached = requests > 1 && provider.CacheControl != CacheControlToggle.Off && !prefix.First().Arm.IsBelowMinimum;
            tokens += isCached
                ? new Tokens(prompts - ((long)requests * size), isHour ? 0 : size, isHour ? size : 0, (requests - 1L) * size, 0)
                : new Tokens(prompts, 0, 0, 0, 0);
            tokens += new Tokens(0, 0, 0, 0, (long)requests * run.ExpectedOutputTokens);
        }

        var count = arms.Sum(static arm => arm.Arm.Requests);
        var of = prices.For(count == 0 ? 0 : tokens.Prompt / count);
        return new CostForecast(count, tokens.Prompt, Bill.Of(tokens, of, isBatch).Total, Bill.WithoutCaching(tokens, of, isBatch).Total);
    }
}

/// <summary>What is known of the requests of an arm before they are sent.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Prefix">Its system prompt.</param>
/// <param name="PromptTokens">The tokens of all its prompts.</param>
internal sealed record ArmForecast(ManifestArm Arm, string Prefix, long PromptTokens);
