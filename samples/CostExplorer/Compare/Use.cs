namespace CostExplorer.Compare;

/// <summary>One request that renders a position.</summary>
internal readonly record struct Use(TimeSpan At, InputPrices Prices, int Request);
