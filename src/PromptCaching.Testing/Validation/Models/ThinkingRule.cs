using PromptCaching.Accounting;
using PromptCaching.Testing.Validation.Vocabulary;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>How a model can be told to think.</summary>
internal sealed class ThinkingRule : IRequestRule
{
    private static readonly string[] ByEffort = ["low", "medium", "high", "xhigh", "max"];

    public ApiError? Check(RequestUnderTest request)
    {
        if (request.Body.Get("thinking") is not { } thinking)
        {
            return null;
        }

        var type = thinking.GetText("type");
        var traits = request.Rules;
        return traits is not null && !traits.Thinking.Contains(type) ? ApiError.Invalid(Complaint(type, traits))
            : type is "disabled" or "between_tools" && traits?.HighestEffortWithoutThinking is { } hardest && IsHarder(Effort(request), hardest)
                ? ApiError.Invalid($"thinking.type '{type}' is not supported above effort level '{hardest}' on this model.")
            : type == "enabled" && !IsWithinAnswer(request, thinking.GetProperty("budget_tokens"u8).GetInt64())
                ? ApiError.Invalid("`max_tokens` must be greater than `thinking.budget_tokens`.")
            : null;
    }

    private static string Complaint(string? type, ModelRules traits) => type switch
    {
        "adaptive" => "adaptive thinking is not supported on this model",
        "enabled" => "\"thinking.type.enabled\" is not supported for this model. "
            + "Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.",
        _ => $"\"thinking.type.{type}\" is not supported for this model. Supported: {string.Join(", ", traits.Thinking)}.",
    };

    private static string? Effort(RequestUnderTest request) => request.Body.Get("output_config")?.GetText("effort");

    private static bool IsHarder(string? effort, string bound) => Array.IndexOf(ByEffort, effort) > Array.IndexOf(ByEffort, bound);

    /// <summary>Interleaved thinking spends one budget over many answers, so there it may exceed what one answer holds.</summary>
    private static bool IsWithinAnswer(RequestUnderTest request, long budget) =>
        request.IsCount
        || request.GivenBetas.Contains(Betas.InterleavedThinking)
        || request.Body.GetProperty("max_tokens"u8).GetInt64() is var most && (most == 0 || budget < most);
}
