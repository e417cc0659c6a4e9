using PromptCaching.Accounting;

namespace BatchRun.Costs;

/// <summary>What tokens cost at the prices of one request, in USD.</summary>
internal readonly record struct Bill(decimal Input, decimal Written, decimal Read, decimal Output)
{
    /// <summary>A batch costs half, on every kind of token.</summary>
    private const decimal OfBatches = 0.5m;
    private const decimal Million = 1_000_000m;

    public decimal Prompt => Input + Written + Read;

    public decimal Total => Prompt + Output;

    /// <returns>What was paid; nothing where the prices are not known.</returns>
    public static Bill Of(Tokens tokens, ModelPrices prices, bool isBatch)
    {
        var factor = (isBatch ? OfBatches : 1) / Million;
        var input = prices.Input ?? 0;
        return new Bill(
            tokens.Input * input * factor,
            ((tokens.Written5m * (prices.CacheWrite5m ?? input)) + (tokens.Written1h * (prices.CacheWrite1h ?? input))) * factor,
            tokens.Read * (prices.CacheRead ?? input) * factor,
            tokens.Output * (prices.Output ?? 0) * factor);
    }

    /// <summary>The same tokens if nothing had been cached.</summary>
    public static Bill WithoutCaching(Tokens tokens, ModelPrices prices, bool isBatch) =>
        Of(new Tokens(tokens.Prompt, 0, 0, 0, tokens.Output), prices, isBatch);

    public static Bill operator +(Bill left, Bill right) =>
        new(left.Input + right.Input, left.Written + right.Written, left.Read + right.Read, left.Output + right.Output);
}
