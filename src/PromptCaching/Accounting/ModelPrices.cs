namespace PromptCaching.Accounting;

/// <summary>The prices of one model, in USD per million tokens.</summary>
/// <remarks>From the published price list; a price that is not known is <see langword="null"/>, never zero.</remarks>
public sealed record ModelPrices
{
    /// <summary>Gets the price of plain input tokens, in USD per million tokens.</summary>
    public decimal? Input { get; init; }

    /// <summary>Gets the price of tokens written to the prompt cache for 5 minutes, in USD per million tokens.</summary>
    public decimal? CacheWrite5m { get; init; }

    /// <summary>Gets the price of tokens written to the prompt cache for 1 hour, in USD per million tokens.</summary>
    public decimal? CacheWrite1h { get; init; }

    /// <summary>Gets the price of tokens read from the prompt cache, in USD per million tokens.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Gets the price of output tokens, thinking included, in USD per million tokens.</summary>
    public decimal? Output { get; init; }
}
