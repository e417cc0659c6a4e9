namespace PromptCaching.Accounting;

/// <summary>What budgets decide: pure.</summary>
internal static class BudgetRules
{
    private const decimal NanosOfUsd = 1_000_000_000m;

    public static bool HoldsFor(Budget budget, string? scope, IReadOnlyList<string> tags) =>
        (budget.Scope is null || IsAtOrBelow(budget.Scope, scope)) && (budget.Tag is null || tags.Contains(budget.Tag));

    /// <summary>Whether there is room for one more call beside those on their way.</summary>
    public static bool Fits(Budget budget, decimal spent, BudgetClaim onTheirWay, BudgetClaim call) => spent + Held(budget, onTheirWay + call) <= budget.Usd;

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
