using PromptCaching.Accounting;

namespace BatchRun.Costs;

/// <summary>The prices of one model on one day.</summary>
internal sealed record PriceList(string Model, DateOnly Day)
{
    public bool IsKnown => For(0).Input is not null;

    public static PriceList Today(string model, TimeProvider time) => new(model, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    public ModelPrices For(long promptTokens) => ModelCatalog.Default.Find(Model)?.PricesFor(Day, promptTokens) ?? new ModelPrices();
}
