namespace PromptCaching.Accounting;

/// <summary>What a call, or several together, will cost, in USD.</summary>
/// <param name="Expected">What such calls cost so far.</param>
/// <param name="Variance">By how much they missed that, squared.</param>
/// <param name="Worst">What they cost at most.</param>
internal readonly record struct BudgetClaim(decimal Expected, double Variance, decimal Worst)
{
    private const double Deviations = 3;

    /// <summary>Gets what is kept free for the calls: of many on their way a few cost more, hardly ever all.</summary>
    public decimal Held => Math.Min(Worst, Expected + (decimal)(Deviations * Math.Sqrt(Math.Max(0, Variance))));

    public static BudgetClaim operator +(BudgetClaim left, BudgetClaim right) =>
        new(left.Expected + right.Expected, left.Variance + right.Variance, left.Worst + right.Worst);

    public static BudgetClaim operator -(BudgetClaim left, BudgetClaim right) =>
        new(left.Expected - right.Expected, left.Variance - right.Variance, left.Worst - right.Worst);
}
