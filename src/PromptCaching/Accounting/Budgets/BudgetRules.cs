namespace PromptCaching.Accounting;

/// <summary>What budgets decide: pure.</summary>
internal static class BudgetRules
{
    private const decimal NanosOfUsd = 1_000_000_000m;

    public static bool HoldsFor(Budget budget, string? scope, IReadOnlyList<string> tags) =>
        (budget.Scope is null || IsAtOrBelow(budget.Scope, scope)) && (budget.Tag is null || tags.Contains(budget.Tag));

    /// <summary>Whether there is room for one more call beside those on their way.</summary>
    public static bool Fits(Budget budget, decimal spent, BudgetClaim onTheirWay, BudgetClaim call) => spent + Held(budget, onTheirWay + call) <= budget.Usd;

    /// <summary>
    /// What is reserved for a call that is alone: a guess that is larger than what is left must not starve a budget, so the call is let in while what such
    /// calls did cost would fit. It may overspend, and nobody else can beside it.
    /// </summary>
    /// <param name="claim">What it may cost, by guess and by what was seen.</param>
    /// <param name="seen">What it would cost by what was seen alone, in USD; 0 while nothing was.</param>
    /// <param name="left">What is left where no other call is on its way, in USD; else 0.</param>
    public static BudgetClaim ForOneAlone(BudgetClaim claim, decimal seen, decimal left) =>
        left <= 0 || seen > left || claim.Held <= left ? claim : claim with { Expected = Math.Min(claim.Expected, WholeNanos(left)), Variance = 0 };

    /// <summary>The name that two budgets have; no log, metric or shared store could tell them apart.</summary>
    /// <returns><see langword="null"/> when each has its own.</returns>
    public static string? NameOfTwo(IEnumerable<Budget> budgets) =>
        budgets.GroupBy(static budget => budget.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1)?.Key;

    /// <summary>The highest threshold that an amount has reached; 0 for none.</summary>
    public static double HighestThreshold(Budget budget, decimal spent) =>
        budget.WarnAt.Where(part => spent >= budget.Usd * (decimal)part).DefaultIfEmpty().Max();

    public static decimal Held(Budget budget, BudgetClaim claim) => budget.IsStrict ? claim.Worst : claim.Held;

    /// <summary>What processes tell each other is whole, so that no sum depends on who told it in which order.</summary>
    public static decimal WholeNanos(decimal usd) => Math.Floor(usd * NanosOfUsd) / NanosOfUsd;

    /// <summary>When the period ends in which an instant lies.</summary>
    /// <returns><see langword="null"/> for a period without end.</returns>
    public static DateTimeOffset? EndOf(BudgetPeriod period, DateTimeOffset now)
    {
        var day = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        return period switch
        {
            BudgetPeriod.Hour => day.AddHours(now.UtcDateTime.Hour + 1),
            BudgetPeriod.Day => day.AddDays(1),
            BudgetPeriod.Month => day.AddDays(1 - day.Day).AddMonths(1),
            _ => null,
        };
    }

    /// <summary>How many of the thresholds an amount has reached.</summary>
    public static int ThresholdsReached(Budget budget, decimal spent) => budget.WarnAt.Count(part => spent >= budget.Usd * (decimal)part);

    /// <summary>A part that a caller adds to its scope must not lead out of the budget.</summary>
    private static bool IsAtOrBelow(string scope, string? other) =>
        other is not null && other.StartsWith(scope, StringComparison.Ordinal) && (other.Length == scope.Length || other[scope.Length] == '/');
}
