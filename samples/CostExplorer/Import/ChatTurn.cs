using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>Messages of one role in a row, as the Messages API wants them: one message.</summary>
internal sealed record ChatTurn(string Role, List<Action<Utf8JsonWriter>> Blocks)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("role", Role);
        writer.WriteStartArray("content");
        Blocks.ForEach(block => block(writer));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
