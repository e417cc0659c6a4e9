using System.Text.Json;
using System.Text.Unicode;
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
    /// <remarks>What nobody could read must not be repeated for an hour either.</remarks>
    public static string? WhyNotStore(AnswerOutline answer, ReadOnlySpan<byte> body, bool isStream, ResponseCachingOptions options) => answer switch
    {
        { IsMalformed: true } => "malformed",
        { IsComplete: false } => "incomplete",
        { Error: not null } => "error",
        { StopReason: "end_turn" or "stop_sequence" } => IsReadable(body, isStream) ? null : "malformed",
        { StopReason: "tool_use" } when options.StoreToolUse => IsReadable(body, isStream) ? null : "malformed",
        _ => answer.StopReason ?? "no_stop_reason",
    };

    /// <summary>The events of a stream are read as they pass; a message is long and comes in one piece, so it is read when it is stored.</summary>
    private static bool IsReadable(ReadOnlySpan<byte> body, bool isStream) => isStream || (Utf8.IsValid(body) && IsJson(body));

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new JsonCursor(body);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
