using System.Text.Json;
using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Wire;

/// <summary>Writes <c>usage</c> as a message and the end of a stream carry it.</summary>
internal sealed record UsageWriter(EmulatedUsage Counted, string InferenceGeo)
{
    private const int FirstOutputTokens = 1;

    public required string ServiceTier { get; init; }

    /// <summary>Gets the speed; null where the request names none.</summary>
    public string? Speed { get; init; }

    /// <summary>Gets the part of the output that is thinking; null where the API does not tell it.</summary>
    public int? ThinkingTokens { get; init; }

    /// <summary>Gets the web searches and fetches; null where no tool of the server was used at all.</summary>
    public (int Searches, int Fetches)? ServerTools { get; init; }

    public static UsageWriter Of(JsonElement body, Answer answer, EmulatedUsage counted, string serviceTier)
    {
        var model = ModelName.Of(body.GetText("model")!);

        // As recorded: models from 4.8 on always tell, others when they were asked to think; older ones than 4.6 know no inference geography.
        var tells = counted.ThinkingTokens > 0 || model?.IsAtLeast(4, 8) == true || body.Get("thinking")?.GetText("type") is "enabled" or "adaptive";
        var geo = model is null || model.IsAtLeast(4, 6) ? body.GetText("inference_geo") ?? "global" : "not_available";
        return new UsageWriter(counted, geo)
        {
            ServiceTier = serviceTier,
            Speed = body.GetText("speed"),
            ThinkingTokens = tells ? counted.ThinkingTokens : null,
            ServerTools = answer.Blocks.Any(static block => block.GetText("type") == "server_tool_use")
                ? (Count(answer, "web_search_tool_result"), Count(answer, "web_fetch_tool_result"))
                : null,
        };
    }

    public void Write(Utf8JsonWriter writer, bool isFinal)
    {
        writer.WriteStartObject("usage");
        WriteInput(writer);
        writer.WriteStartObject("cache_creation");
        writer.WriteNumber("ephemeral_5m_input_tokens", Counted.Written5mTokens);
        writer.WriteNumber("ephemeral_1h_input_tokens", Counted.Written1hTokens);
        writer.WriteEndObject();
        WriteOutput(writer, isFinal);
        writer.WriteString("service_tier", ServiceTier);
        writer.WriteString("inference_geo", InferenceGeo);
        if (Speed is not null)
        {
            writer.WriteString("speed", Speed);
        }

        WriteServerTools(writer, isFinal);
        writer.WriteEndObject();
    }

    /// <summary>The cumulative counters at the end of a stream; the split by TTL was in the start event only.</summary>
    public void WriteFinal(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("usage");
        WriteInput(writer);
        WriteOutput(writer, isFinal: true);
        WriteServerTools(writer, isFinal: true);
        writer.WriteEndObject();
    }

    private static int Count(Answer answer, string type) => answer.Blocks.Count(block => block.GetText("type") == type);

    private void WriteInput(Utf8JsonWriter writer)
    {
        writer.WriteNumber("input_tokens", Counted.InputTokens);
        writer.WriteNumber("cache_creation_input_tokens", Counted.Written5mTokens + Counted.Written1hTokens);
        writer.WriteNumber("cache_read_input_tokens", Counted.ReadTokens);
    }

    private void WriteOutput(Utf8JsonWriter writer, bool isFinal)
    {
        writer.WriteNumber("output_tokens", isFinal ? Counted.OutputTokens : Math.Min(FirstOutputTokens, Counted.OutputTokens));
        if (isFinal && ThinkingTokens is { } thinking)
        {
            writer.WriteStartObject("output_tokens_details");
            writer.WriteNumber("thinking_tokens", thinking);
            writer.WriteEndObject();
        }
    }

    private void WriteServerTools(Utf8JsonWriter writer, bool isFinal)
    {
        if (isFinal && ServerTools is { } used)
        {
            writer.WriteStartObject("server_tool_use");
            writer.WriteNumber("web_search_requests", used.Searches);
            writer.WriteNumber("web_fetch_requests", used.Fetches);
            writer.WriteEndObject();
        }
    }
}
