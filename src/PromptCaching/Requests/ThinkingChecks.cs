using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace PromptCaching.Requests;

/// <summary>How a model can be told to think.</summary>
internal static class ThinkingChecks
{
    private const int LeastBudget = 1024;
    private const string BudgetOfManyAnswers = "interleaved-thinking-2025-05-14";
    private static readonly string[] ByEffort = ["low", "medium", "high", "xhigh", "max"];

    public static string? Problem(MessageRequest request, ModelCatalogEntry model, ModelRules rules)
    {
        if (request.Thinking is not { Type: { } type } thinking)
        {
            return null;
        }

        return !rules.Thinking.Contains(type)
                ? $"{model.Id} takes no thinking '{type}'; it takes {string.Join(", ", rules.Thinking)}"
                    + (type == "enabled" ? ", and OutputConfig.Effort says how much." : ".")
            : type is "disabled" or "between_tools" && IsHarder(request.OutputConfig?.Effort?.Value, rules.HighestEffortWithoutThinking)
                ? $"{model.Id} takes thinking '{type}' up to the effort '{rules.HighestEffortWithoutThinking}', not with '{request.OutputConfig!.Effort}'."
            : type != "enabled" ? null
            : request.ToolChoice?.Type is "any" or "tool"
                ? $"Thinking does not go with a tool that must be used (ToolChoice '{request.ToolChoice.Type}'): take ToolChoice.Auto, or no thinking."
            : BudgetProblem(request, thinking);
    }

    private static string? BudgetProblem(MessageRequest request, ThinkingConfiguration thinking) =>
        thinking.BudgetTokens is null ? "Thinking 'enabled' needs BudgetTokens: take ThinkingConfiguration.Enabled(tokens)."
        : thinking.BudgetTokens < LeastBudget ? FormattableString.Invariant($"BudgetTokens is {thinking.BudgetTokens}, but at least {LeastBudget:N0}.")
        : request.MaxTokens is > 0 and var most && thinking.BudgetTokens >= most && !request.Betas.Contains(BudgetOfManyAnswers)
            ? $"BudgetTokens is {thinking.BudgetTokens}, but must be less than MaxTokens, {most}, which holds thinking and answer."
        : null;

    private static bool IsHarder(string? effort, string? bound) => bound is not null && Array.IndexOf(ByEffort, effort) > Array.IndexOf(ByEffort, bound);
}
