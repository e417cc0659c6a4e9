namespace PromptCaching.Accounting;

/// <summary>Prices that hold for requests up to a prompt length; the tier prices every token of the request, output included.</summary>
public sealed record ModelPriceTier
{
    /// <summary>Gets the longest prompt this tier covers, in tokens (plain, written and read together).</summary>
    /// <value><see langword="null"/> when the tier has no upper bound.</value>
    public long? MaxPromptTokens { get; init; }

    /// <summary>Gets the prices of the tier.</summary>
    public required ModelPrices Prices { get; init; }
}
