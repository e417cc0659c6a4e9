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
    public static EmulatedAnswer? Read(JsonElement script, out ApiError? error)
    {
        error = script.ValueKind != JsonValueKind.Object ? ApiError.Invalid("An answer is a JSON object") : null;
        if (error is not null)
        {
            return null;
        }

        if (script.Get("content") is { ValueKind: not JsonValueKind.Array })
        {
            error = ApiError.Invalid("content: Input should be a valid array");
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

    private static EmulatedAnswer Begin(JsonElement script) =>
        script.IsTrue("connection_failure") ? EmulatedAnswer.ConnectionFailure()
        : script.Get("content") is { } content ? EmulatedAnswer.Content(content.GetRawText())
        : script.Get("error") is { } failure
            ? EmulatedAnswer.Error(failure.GetWhole("status") ?? 500, failure.GetText("type") ?? "api_error", failure.GetText("message") ?? "")
            : EmulatedAnswer.Default;
}
