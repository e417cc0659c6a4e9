using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>How much the model reasons, and what it shows of it.</summary>
internal static class Reasoning
{
    /// <summary>Who asks for reasoning gets thinking as much as the model finds useful; its effort says how much that is.</summary>
    public static ThinkingConfiguration? ThinkingOf(ReasoningOptions? options) => options switch
    {
        null or { Effort: null, Output: null } => null,
        { Effort: ReasoningEffort.None } => ThinkingConfiguration.Disabled,
        _ => ThinkingConfiguration.Adaptive with { Display = DisplayOf(options.Output) },
    };

    public static Effort? EffortOf(ReasoningOptions? options) => options?.Effort switch
    {
        null or ReasoningEffort.None => null,
        ReasoningEffort.Low => Effort.Low,
        ReasoningEffort.Medium => Effort.Medium,
        ReasoningEffort.High => Effort.High,
        ReasoningEffort.ExtraHigh => Effort.ExtraHigh,
        var other => throw new NotSupportedException($"Claude has no effort for ReasoningEffort.{other}."),
    };

    private static string? DisplayOf(ReasoningOutput? output) => output switch
    {
        null => null,
        ReasoningOutput.None => "omitted",
        ReasoningOutput.Summary => "summarized",
        var other => throw new NotSupportedException(
            $"Claude shows its reasoning in summary at most, not ReasoningOutput.{other}: take ReasoningOutput.Summary."),
    };
}
