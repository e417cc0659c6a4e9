using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>One line of a Claude Code transcript: a node of a tree, most of them messages.</summary>
/// <remarks>
/// An answer of several blocks is several lines of one message id. Lines of other types (progress, attachments, summaries) may stand between
/// a message and its parent.
/// </remarks>
internal sealed record TranscriptLine(
    string Id, string? Parent, string Session, bool IsSidechain, DateTimeOffset? Time, JsonElement? Message, string? MessageId)
{
    public bool IsAssistant => Message?.Text("role") == "assistant";

    /// <summary>Gets a value indicating whether the client itself wrote this in the place of an answer.</summary>
    public bool IsMadeUp => Message?.Text("model") == "<synthetic>";

    public static bool IsOne(JsonElement line) =>
        line.Text("type") is not null && (line.Text("sessionId") ?? line.Text("session_id") ?? line.Text("uuid") ?? line.Text("leafUuid")) is not null
        || line.Text("type") is "summary" or "file-history-snapshot" or "permission-mode" or "queue-operation";

    /// <summary>Gives null for lines that are no node.</summary>
    public static TranscriptLine? Read(JsonElement line)
    {
        if (line.Text("uuid") is not { } id)
        {
            return null;
        }

        var message = line.Text("type") is "user" or "assistant" ? line.Get("message") : null;
        return new TranscriptLine(
            id,
            line.Text("parentUuid"),
            line.Text("sessionId") ?? "",
            line.IsTrue("isSidechain"),
            LogTime.Of(line),
            message,
            message is { } answer && answer.Text("role") == "assistant" ? answer.Text("id") ?? id : null);
    }
}
