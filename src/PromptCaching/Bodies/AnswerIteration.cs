using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>One model call inside an answer (compaction, advisor, fallback, ...), with its own model and counters.</summary>
internal sealed record AnswerIteration(string? Type, string? Model, AnswerUsage Usage)
{
    public static AnswerIteration Read(JsonElement item)
    {
        var usage = new AnswerUsage();
        usage.Apply(item);
        return new AnswerIteration(item.Text("type"), item.Text("model"), usage);
    }
}
