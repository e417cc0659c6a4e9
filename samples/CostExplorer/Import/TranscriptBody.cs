using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>Writes the body of the request that a chain of transcript lines amounts to.</summary>
/// <param name="answers">The blocks of each answer, by message id.</param>
/// <param name="results">All tool results, by the call they belong to: with parallel calls each is a branch of its own.</param>
/// <param name="model">The model that answered.</param>
/// <param name="hidden">What stands before the first message.</param>
internal sealed class TranscriptBody(
    Dictionary<string, List<JsonElement>> answers, Dictionary<string, JsonElement> results, string model, HiddenPrompt hidden)
{
    private const int MaxTokens = 4096;

    public void Write(Utf8JsonWriter writer, IReadOnlyList<TranscriptLine> chain)
    {
        writer.WriteStartObject();
        writer.WriteString("model", model);
        writer.WriteNumber("max_tokens", MaxTokens);
        writer.WriteBoolean("stream", true);
        if (hidden.Text is { } text)
        {
            writer.WriteStartArray("system");
            writer.WriteText(text);
            writer.WriteEndArray();
        }

        writer.WriteStartArray("messages");
        foreach (var turn in Turns(chain))
        {
            turn.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private List<ChatTurn> Turns(IReadOnlyList<TranscriptLine> chain)
    {
        var turns = new List<ChatTurn>();
        var written = new HashSet<string>();
        foreach (var line in chain)
        {
            if (line.MessageId is null)
            {
                Append(turns, "user", Spoken(line.Message!.Value));
            }
            else if (written.Add(line.MessageId))
            {
                var blocks = answers[line.MessageId].Where(IsSendable).ToList();
                Append(turns, "assistant", blocks);
                Append(turns, "user", blocks.Where(IsCall).Select(call => results[call.Text("id")!]));
            }
        }

        return turns;
    }

    /// <summary>What a user said; tool results follow the calls instead.</summary>
    private static IEnumerable<JsonElement> Spoken(JsonElement message) => message.Get("content") switch
    {
        { ValueKind: JsonValueKind.String } text when !string.IsNullOrWhiteSpace(text.GetString()) => [text],
        { ValueKind: JsonValueKind.Array } blocks => blocks.EnumerateArray().Where(static block => block.Text("type") != "tool_result" && !IsBlank(block)),
        _ => [],
    };

    /// <summary>A call that was interrupted has no result, and the API takes none without.</summary>
    private bool IsSendable(JsonElement block) => !IsBlank(block) && (!IsCall(block) || results.ContainsKey(block.Text("id") ?? ""));

    private static bool IsCall(JsonElement block) => block.Text("type") == "tool_use";

    private static bool IsBlank(JsonElement block) => block.Text("type") == "text" && string.IsNullOrWhiteSpace(block.Text("text"));

    private static void Append(List<ChatTurn> turns, string role, IEnumerable<JsonElement> blocks)
    {
        List<Action<Utf8JsonWriter>> writers = [.. blocks.Select(static block =>
            (Action<Utf8JsonWriter>)(block.ValueKind == JsonValueKind.String ? writer => writer.WriteText(block.GetString()!) : block.WriteTo))];
        if (writers.Count == 0)
        {
            return;
        }

        if (turns.LastOrDefault() is { } last && last.Role == role)
        {
            last.Blocks.AddRange(writers);
        }
        else
        {
            turns.Add(new ChatTurn(role, writers));
        }
    }
}
