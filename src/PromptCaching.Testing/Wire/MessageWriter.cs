using System.Text.Json;
using PromptCaching.Testing.Answers;

namespace PromptCaching.Testing.Wire;

/// <summary>Writes the <c>message</c> object and its usage.</summary>
internal sealed record MessageWriter(string Id, string Model, string InferenceGeo, EmulatedUsage Usage)
{
    private const int FirstOutputTokens = 1;

    public string ServiceTier { get; init; } = "standard";

    public byte[] Complete(Answer answer) => Json.Write(writer =>
        Write(writer, answer.Blocks, answer.StopReason, answer.StopSequence, Usage.OutputTokens, Usage.ThinkingTokens));

    /// <summary>The message as a stream begins: nothing said yet, input counters final.</summary>
    public void WriteStart(Utf8JsonWriter writer) => Write(writer, [], null, null, Math.Min(FirstOutputTokens, Usage.OutputTokens), 0);

    /// <summary>The cumulative usage at the end of a stream; the split by TTL was in the start event only.</summary>
    public void WriteFinalUsage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("usage");
        WriteCounters(writer);
        writer.WriteNumber("output_tokens", Usage.OutputTokens);
        WriteDetails(writer, Usage.ThinkingTokens);
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, IReadOnlyList<JsonElement> blocks, string? stopReason, string? stopSequence, int outputTokens, int thinkingTokens)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("type", "message");
        writer.WriteString("role", "assistant");
        writer.WriteString("model", Model);
        writer.WriteStartArray("content");
        foreach (var block in blocks)
        {
            block.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteString("stop_reason", stopReason);
        writer.WriteString("stop_sequence", stopSequence);
        writer.WriteNull("stop_details");
        writer.WriteNull("container");
        writer.WriteNull("diagnostics");
        WriteUsage(writer, outputTokens, thinkingTokens);
        writer.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter writer, int outputTokens, int thinkingTokens)
    {
        writer.WriteStartObject("usage");
        WriteCounters(writer);
        writer.WriteStartObject("cache_creation");
        writer.WriteNumber("ephemeral_5m_input_tokens", Usage.Written5mTokens);
        writer.WriteNumber("ephemeral_1h_input_tokens", Usage.Written1hTokens);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", outputTokens);
        WriteDetails(writer, thinkingTokens);
        writer.WriteNull("server_tool_use");
        writer.WriteString("service_tier", ServiceTier);
        writer.WriteString("inference_geo", InferenceGeo);
        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, int thinkingTokens)
    {
        if (thinkingTokens == 0)
        {
            writer.WriteNull("output_tokens_details");
            return;
        }

        writer.WriteStartObject("output_tokens_details");
        writer.WriteNumber("thinking_tokens", thinkingTokens);
        writer.WriteEndObject();
    }

    private void WriteCounters(Utf8JsonWriter writer)
    {
        writer.WriteNumber("input_tokens", Usage.InputTokens);
        writer.WriteNumber("cache_creation_input_tokens", Usage.Written5mTokens + Usage.Written1hTokens);
        writer.WriteNumber("cache_read_input_tokens", Usage.ReadTokens);
    }
}
