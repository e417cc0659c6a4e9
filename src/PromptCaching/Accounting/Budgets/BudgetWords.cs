using System.Globalization;

namespace PromptCaching.Accounting;

/// <summary>What a budget says to those whose calls it refuses.</summary>
internal static class BudgetWords
{
    public static string WhyRefused(Budget budget, BudgetStatus status, CallEstimate? estimate)
    {
        var left = Math.Max(0m, status.Usd - status.Spent - status.Reserved);
        return estimate is null && budget.IsStrict
            ? $"The budget {status.Name} is strict and the price of the model is not known; add it with AddModels."
            : $"The budget {status.Name} of {Usd(status.Usd)} has no room for the call, {Reckoned(budget, estimate)}: "
                + $"{Usd(left)} are left; {Usd(status.Spent)} are spent, {Usd(status.Reserved)} reserved by calls on their way. "
                + $"Nothing was sent; lower max_tokens or raise the budget{Otherwise(status)}.";
    }

    /// <summary>Says when the budget begins anew, in the same words wherever the host runs.</summary>
    public static string Ends(BudgetStatus status) =>
        status.Ends is { } ends ? string.Create(CultureInfo.InvariantCulture, $"{ends.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : "never";

    private static string Reckoned(Budget budget, CallEstimate? estimate) => estimate is null ? "of a model without known prices"
        : budget.IsStrict ? $"which is reckoned to cost {Usd(estimate.HighestCost)} at most"
        : $"which is reckoned to cost {Usd(estimate.ExpectedCost)} ({Usd(estimate.Claim.Held)} with what such calls may differ by)";

    private static string Otherwise(BudgetStatus status) => status.Ends is null ? "; it never begins anew" : $", or wait until it begins anew ({Ends(status)})";

    private static string Usd(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.######} USD");
}
