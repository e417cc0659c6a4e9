using System.Text.Json;
using PromptCaching.Testing.Answers;

namespace PromptCaching.Testing.Wire;

/// <summary>Writes the <c>message</c> object: fields and their order as in the newest recordings.</summary>
internal sealed record MessageWriter(string Id, string Model, UsageWriter Usage)
{
    /// <summary>Gets the value of <c>diagnostics</c>, which is always there since September 2026 and null unless it was asked for.</summary>
    public JsonElement? Diagnostics { get; init; }

    public byte[] Complete(Answer answer) => Json.Write(writer => Write(writer, answer.Blocks, answer));

    /// <summary>The message as a stream begins: nothing said yet, input counters final.</summary>
    public void WriteStart(Utf8JsonWriter writer) => Write(writer, [], null);

    /// <summary>What a stream tells at its end: why it stopped, and the cumulative usage.</summary>
    public void WriteEnd(Utf8JsonWriter writer, Answer answer)
    {
        writer.WriteStartObject("delta");
        WriteStop(writer, answer);
        writer.WriteEndObject();
        Usage.WriteFinal(writer);
    }

    private void Write(Utf8JsonWriter writer, IReadOnlyList<JsonElement> blocks, Answer? ended)
    {
        writer.WriteStartObject();
        writer.WriteString("model", Model);
        writer.WriteString("id", Id);
        writer.WriteString("type", "message");
        writer.WriteString("role", "assistant");
        writer.WriteStartArray("content");
        foreach (var block in blocks)
        {
            block.WriteTo(writer);
        }

        writer.WriteEndArray();
        WriteStop(writer, ended);
        Usage.Write(writer, isFinal: ended is not null);
        writer.WritePropertyName("diagnostics");
        if (Diagnostics is { } diagnostics)
        {
            diagnostics.WriteTo(writer);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private static void WriteStop(Utf8JsonWriter writer, Answer? ended)
    {
        writer.WriteString("stop_reason", ended?.StopReason);
        writer.WriteString("stop_sequence", ended?.StopSequence);
        if (ended?.StopReason != "refusal")
        {
            writer.WriteNull("stop_details");
            return;
        }

        writer.WriteStartObject("stop_details");
        writer.WriteString("type", "refusal");
        writer.WriteNull("category");
        writer.WriteNull("explanation");
        writer.WriteEndObject();
    }
}
