using System.Text.Json;
using BatchRun.Building;
using PromptCaching.Messages;

namespace BatchRun.Reporting;

/// <summary>An answer as a line, for whoever judges the arms.</summary>
internal sealed record AnswerLine(string Item, string Arm, double Temperature, string? StopReason, string Text)
{
    public static AnswerLine Of(RequestName name, Message message) =>
        new(name.Item, name.Arm, name.Temperature, message.StopReason?.Value, message.Text);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Lines);
}
