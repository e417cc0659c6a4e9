using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.ResponseCaching;

/// <summary>Which questions are looked up and which answers are kept.</summary>
internal static class CacheabilityRules
{
    /// <summary>Finds out why a question is not asked of a store; <see langword="null"/> when it may be.</summary>
    public static string? WhyNotAsk(QuestionFacts question, ResponseCachingOptions options) =>
        question.ReadsTheWorld && !options.StoreLiveTools ? "live_tools"
        : options.OnlyWithoutSampling && question is { HasTemperature: true, IsSampled: true } ? "sampled"
        : null;

    /// <summary>
    /// Finds out why an answer is not kept; <see langword="null"/> when it is whole and came to an end of its own: an error, a cut, a refusal or a
    /// truncation is never kept.
    /// </summary>
    public static string? WhyNotStore(AnswerOutline answer, ReadOnlySpan<byte> body, bool isStream, ResponseCachingOptions options) => answer switch
    {
        { IsComplete: false } => "incomplete",
        { Error: not null } => "error",
        { StopReason: "end_turn" or "stop_sequence" } => IsReadable(body, isStream) ? null : "unreadable",
        { StopReason: "tool_use" } when options.StoreToolUse => IsReadable(body, isStream) ? null : "unreadable",
        _ => answer.StopReason ?? "no_stop_reason",
    };

    /// <summary>Whether the bytes can be told again in both forms; what nobody could read must not be repeated for an hour.</summary>
    private static bool IsReadable(ReadOnlySpan<byte> body, bool isStream)
    {
        try
        {
            return !isStream || MessageAssembly.Assemble(body) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
