using System.Text.Json;
using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>Writes one line a request: when it was sent, its conversation, the body as it arrived, and its usage.</summary>
internal sealed class SentRequestsWriter(Stream output)
{
    private static readonly JsonWriterOptions Plain = new() { SkipValidation = true };

    public void Write(SentRequest request)
    {
        using (var writer = new Utf8JsonWriter(output, Plain))
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", Seconds(request.At));
            writer.WriteString("conversation", request.Conversation);
            writer.WritePropertyName("body");
            writer.WriteRawValue(request.Body.Span, skipInputValidation: true);
            writer.WritePropertyName("usage");
            WriteUsage(writer, request.Call.Usage);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static decimal Seconds(TimeSpan at) => at.Ticks / (decimal)TimeSpan.TicksPerSecond;

    private static void WriteUsage(Utf8JsonWriter writer, EmulatedUsage? usage)
    {
        if (usage is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("input_tokens", usage.InputTokens);
        writer.WriteNumber("cache_creation_input_tokens", usage.Written5mTokens + usage.Written1hTokens);
        writer.WriteNumber("cache_read_input_tokens", usage.ReadTokens);
        writer.WriteStartObject("cache_creation");
        writer.WriteNumber("ephemeral_5m_input_tokens", usage.Written5mTokens);
        writer.WriteNumber("ephemeral_1h_input_tokens", usage.Written1hTokens);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", usage.OutputTokens);
        writer.WriteEndObject();
    }
}
