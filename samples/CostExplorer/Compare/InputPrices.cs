using CostExplorer.Replay;
using PromptCaching.Accounting;

namespace CostExplorer.Compare;

/// <summary>What an input token of one request costs, in millionths of a US dollar: plain, written for five minutes or an hour, and read.</summary>
internal readonly record struct InputPrices(double Plain, double Written5m, double Written1h, double Read)
{
    /// <summary>For models that no catalog knows: a dollar a million, and the multipliers that hold for most.</summary>
    private static readonly InputPrices Unknown = new(1, 1.25, 2, 0.1);

    public static InputPrices Of(string? model, long promptTokens)
    {
        var prices = ModelCatalog.Default.Find(model)?.PricesFor(DateOnly.FromDateTime(EmulatorSettings.Start.UtcDateTime), promptTokens);
        return prices is not { Input: { } input }
            ? Unknown
            : new InputPrices(
                (double)input,
                (double)(prices.CacheWrite5m ?? input * 1.25m),
                (double)(prices.CacheWrite1h ?? input * 2m),
                (double)(prices.CacheRead ?? input * 0.1m));
    }
}
