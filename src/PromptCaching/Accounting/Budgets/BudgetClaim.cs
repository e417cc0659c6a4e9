namespace PromptCaching.Accounting;

/// <summary>What a call, or several together, will cost, in USD.</summary>
/// <param name="Expected">What such calls cost so far.</param>
/// <param name="Variance">By how much they missed that, squared.</param>
/// <param name="Worst">What they cost at most.</param>
public readonly record struct BudgetClaim(decimal Expected, double Variance, decimal Worst)
{
    /// <summary>How many deviations are kept free: of many calls on their way a few cost more, hardly ever all.</summary>
    public const int Deviations = 3;

    /// <summary>Gets what a budget keeps free for the calls when it is not strict, in USD; a strict one keeps <see cref="Worst"/> free.</summary>
    public decimal Held => Math.Min(Worst, Expected + (decimal)(Deviations * Math.Sqrt(Math.Max(0, Variance))));

    /// <summary>Puts calls together; their errors are independent, so variances add up.</summary>
    /// <param name="left">Some calls.</param>
    /// <param name="right">Others.</param>
    /// <returns>All of them.</returns>
    public static BudgetClaim operator +(BudgetClaim left, BudgetClaim right) => Add(left, right);

    /// <summary>Takes calls away.</summary>
    /// <param name="left">All of them.</param>
    /// <param name="right">Those that have ended.</param>
    /// <returns>The rest.</returns>
    public static BudgetClaim operator -(BudgetClaim left, BudgetClaim right) => Subtract(left, right);

    /// <summary>Puts calls together; their errors are independent, so variances add up.</summary>
    /// <param name="left">Some calls.</param>
    /// <param name="right">Others.</param>
    /// <returns>All of them.</returns>
    public static BudgetClaim Add(BudgetClaim left, BudgetClaim right) =>
        new(left.Expected + right.Expected, left.Variance + right.Variance, left.Worst + right.Worst);

    /// <summary>Takes calls away.</summary>
    /// <param name="left">All of them.</param>
    /// <param name="right">Those that have ended.</param>
    /// <returns>The rest.</returns>
    public static BudgetClaim Subtract(BudgetClaim left, BudgetClaim right) =>
        new(left.Expected - right.Expected, left.Variance - right.Variance, left.Worst - right.Worst);
}
