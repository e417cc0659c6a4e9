namespace PromptCaching.Accounting;

/// <summary>Prices that differed from today's for a time; a price that is <see langword="null"/> was as it is today.</summary>
public sealed record ModelPriceChange
{
    /// <summary>Gets the first day (UTC) on which these prices held.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Gets the first day (UTC) on which they held no longer.</summary>
    /// <value><see langword="null"/> when they still hold.</value>
    public DateOnly? To { get; init; }

    /// <summary>Gets the prices that differed.</summary>
    public required ModelPrices Prices { get; init; }
}
