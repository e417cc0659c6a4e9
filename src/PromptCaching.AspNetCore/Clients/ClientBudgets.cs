using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Clients;

/// <summary>What the clients of a gateway may spend, as budgets of its chain.</summary>
internal static class ClientBudgets
{
    public static IReadOnlyList<Budget> Of(ClaudeGatewayOptions options) =>
    [
        .. from one in options.Clients
           where one.Value.BudgetUsd is not null
           select new Budget
           {
               Name = ClientScopes.Of(one.Key),
               Usd = one.Value.BudgetUsd!.Value,
               Period = one.Value.BudgetPeriod,
               Scope = ClientScopes.Of(one.Value.Scope ?? one.Key),
               IsStrict = one.Value.IsBudgetStrict,
           },
    ];
}
