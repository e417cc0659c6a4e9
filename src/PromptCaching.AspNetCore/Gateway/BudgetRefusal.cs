using System.Globalization;
using PromptCaching.AspNetCore.Clients;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>What a caller is told whose call a budget has no room for. Amounts and names are the operator's; they stand in the log.</summary>
internal static class BudgetRefusal
{
    public static string Of(ClaudeRefusedException refused) =>
        $"The budget of this {(refused.Budget is { } name && ClientScopes.IsOfClient(name) ? "client" : "gateway")} is spent, or as good as: "
        + $"it has no room for this call. {When(refused.RetryAfter)}";

    private static string When(TimeSpan? wait) => wait is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"It begins anew in {time.Days} d {time.Hours} h {time.Minutes} min.")
        : "It does not begin anew by itself.";
}
