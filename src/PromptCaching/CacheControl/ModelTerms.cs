namespace PromptCaching.CacheControl;

/// <summary>What the catalog says about caching on one model.</summary>
/// <param name="MinTokens">The shortest prefix that is cached, in tokens; null when unknown.</param>
/// <param name="ReadRate">What a cached token costs, in plain input tokens.</param>
internal readonly record struct ModelTerms(int? MinTokens, double ReadRate)
{
    /// <summary>The rate of every model that has no better one.</summary>
    public const double UsualReadRate = 0.1;

    /// <summary>Gets what a plain input token costs, in USD per million; null when unknown.</summary>
    public decimal? InputPrice { get; init; }
}
