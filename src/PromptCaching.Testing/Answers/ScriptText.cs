using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>A scripted answer as JSON, for tests in other languages; every field may be left out.</summary>
/// <remarks>
/// <c>error</c>: status, type, message. <c>content</c>: blocks. <c>connection_failure</c>: true. <c>stop_reason</c>, <c>stop_sequence</c>.
/// <c>headers</c>: by name. <c>cut_after</c>, <c>cut_after_bytes</c>, <c>reset_after</c>: how much arrives.
/// </remarks>
internal static class ScriptText
{
    private const int LeastErrorStatus = 400;
    private const int MostErrorStatus = 599;
    private static readonly string[] Counts = ["cut_after", "cut_after_bytes", "reset_after"];

    public static EmulatedAnswer? Read(JsonElement script, out ApiError? error)
    {
        error = Complaint(script) is { } complaint ? ApiError.Invalid(complaint) : null;
        if (error is not null)
        {
            return null;
        }

        var answer = Begin(script);
        answer = script.GetText("stop_reason") is { } reason ? answer.WithStopReason(reason, script.GetText("stop_sequence")) : answer;
        answer = script.GetWhole("cut_after") is { } events ? answer.CutAfter(events) : answer;
        answer = script.GetWhole("cut_after_bytes") is { } bytes ? answer.CutAfterBytes(bytes) : answer;
        answer = script.GetWhole("reset_after") is { } before ? answer.ResetAfter(before) : answer;
        return script.Get("headers") is { ValueKind: JsonValueKind.Object } headers
            ? headers.EnumerateObject().Aggregate(answer, static (sum, header) => sum.WithHeader(header.Name, header.Value.ToString()))
            : answer;
    }

    /// <summary>What cannot be sent is refused here, and not when its turn comes: that is another caller's call.</summary>
    private static string? Complaint(JsonElement script) =>
        script.ValueKind != JsonValueKind.Object ? "An answer is a JSON object"
        : script.Get("content") is { } content && !AreBlocks(content) ? "content: Input should be a valid array of blocks"
        : Array.Find(Counts, name => script.GetWhole(name) < 0) is { } negative ? $"{negative}: Input should be greater than or equal to 0"
        : script.Get("error")?.GetWhole("status") is < LeastErrorStatus or > MostErrorStatus
            ? $"error.status: Input should be a status from {LeastErrorStatus} to {MostErrorStatus}"
        : script.Get("headers") is { ValueKind: JsonValueKind.Object } headers && !headers.EnumerateObject().All(CanBeSent)
            ? "headers: Input should be names and values of printable ASCII"
        : null;

    private static bool AreBlocks(JsonElement content) => content.ValueKind == JsonValueKind.Array
        && content.EnumerateArray().All(static block => block.ValueKind == JsonValueKind.Object);

    private static bool CanBeSent(JsonProperty header) =>
        header.Name.Length > 0 && header.Name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && header.Value.ToString().All(static letter => letter is >= ' ' and <= '~');

    private static EmulatedAnswer Begin(JsonElement script) =>
        script.IsTrue("connection_failure") ? EmulatedAnswer.ConnectionFailure()
        : script.Get("content") is { } content ? EmulatedAnswer.Content(content.GetRawText())
        : script.Get("error") is { } failure
            ? EmulatedAnswer.Error(failure.GetWhole("status") ?? 500, failure.GetText("type") ?? "api_error", failure.GetText("message") ?? "")
            : EmulatedAnswer.Default;
}
