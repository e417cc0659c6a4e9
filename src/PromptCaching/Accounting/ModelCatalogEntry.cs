namespace PromptCaching.Accounting;

/// <summary>What is known about one model: prices and limits.</summary>
public sealed record ModelCatalogEntry
{
    /// <summary>Gets the canonical id, as the API spells it.</summary>
    public required string Id { get; init; }

    /// <summary>Gets other ids by which the API knows the same model.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets the prices of a request that no tier and no dated change covers.</summary>
    public ModelPrices Prices { get; init; } = new();

    /// <summary>Gets the prices by prompt length, shortest first.</summary>
    /// <value>Empty for models that cost the same at any length.</value>
    public IReadOnlyList<ModelPriceTier> PriceTiers { get; init; } = [];

    /// <summary>Gets the prices that held at other times.</summary>
    public IReadOnlyList<ModelPriceChange> PriceHistory { get; init; } = [];

    /// <summary>Gets the prices of fast mode, which hold whatever the length and the day.</summary>
    /// <value><see langword="null"/> for models that have no fast mode, or whose prices of it are not known.</value>
    public ModelPrices? FastPrices { get; init; }

    /// <summary>Gets the shortest prefix that the API caches, in tokens; a breakpoint below it is ignored without an error.</summary>
    /// <value><see langword="null"/> when unknown, or when the model has no prompt cache.</value>
    public int? MinCacheableTokens { get; init; }

    /// <summary>Gets the longest prompt, in tokens.</summary>
    /// <value><see langword="null"/> when unknown.</value>
    public int? ContextWindowTokens { get; init; }

    /// <summary>Gets the longest answer, in tokens.</summary>
    /// <value><see langword="null"/> when unknown.</value>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets the first day (UTC) on which the Claude API no longer answers for this model; partner clouds may differ.</summary>
    /// <value><see langword="null"/> while no day is announced.</value>
    public DateOnly? RetiredOn { get; init; }

    /// <summary>Gets a value indicating whether the model takes a temperature of the caller's choice; models from 4.7 on answer 400 to any but 1.0.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AcceptsTemperature { get; init; }

    /// <summary>Gets what requests it takes.</summary>
    /// <value><see langword="null"/> when that is not known; then none is refused before it is sent.</value>
    public ModelRules? Rules { get; init; }

    /// <summary>Finds the prices of one request.</summary>
    /// <param name="day">The day (UTC) on which the request was made.</param>
    /// <param name="promptTokens">Plain, written and read input tokens together.</param>
    /// <returns>The prices; those that are not known are <see langword="null"/>.</returns>
    public ModelPrices PricesFor(DateOnly day, long promptTokens)
    {
        var prices = PriceTiers.FirstOrDefault(tier => tier.MaxPromptTokens is not { } most || promptTokens <= most)?.Prices ?? Prices;
        var then = PriceHistory.FirstOrDefault(change => change.From <= day && (change.To is not { } end || day < end))?.Prices;
        return then is null ? prices : new ModelPrices
        {
            Input = then.Input ?? prices.Input,
            CacheWrite5m = then.CacheWrite5m ?? prices.CacheWrite5m,
            CacheWrite1h = then.CacheWrite1h ?? prices.CacheWrite1h,
            CacheRead = then.CacheRead ?? prices.CacheRead,
            Output = then.Output ?? prices.Output,
        };
    }
}
