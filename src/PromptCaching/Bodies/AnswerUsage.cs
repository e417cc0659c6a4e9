using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>The counters of an answer as the API reported them. What was not reported is unknown, not zero.</summary>
internal sealed class AnswerUsage
{
    public long? InputTokens { get; private set; }

    public long? CacheCreationInputTokens { get; private set; }

    public long? CacheReadInputTokens { get; private set; }

    public long? Ephemeral5mInputTokens { get; private set; }

    public long? Ephemeral1hInputTokens { get; private set; }

    public long? OutputTokens { get; private set; }

    public long? ThinkingTokens { get; private set; }

    public long? WebSearchRequests { get; private set; }

    public string? ServiceTier { get; private set; }

    public string? InferenceGeo { get; private set; }

    public string? Speed { get; private set; }

    /// <summary>Gets the model calls of which the answer is made, where the API lists them: the bill is their sum.</summary>
    public IReadOnlyList<AnswerIteration> Iterations { get; private set; } = [];

    /// <summary>Takes over every counter that is there: totals are assigned, never added, and null or missing leaves what was known.</summary>
    public void Apply(JsonElement usage)
    {
        InputTokens = usage.Number("input_tokens") ?? InputTokens;
        CacheCreationInputTokens = usage.Number("cache_creation_input_tokens") ?? CacheCreationInputTokens;
        CacheReadInputTokens = usage.Number("cache_read_input_tokens") ?? CacheReadInputTokens;
        OutputTokens = usage.Number("output_tokens") ?? OutputTokens;
        ServiceTier = usage.Text("service_tier") ?? ServiceTier;
        InferenceGeo = usage.Text("inference_geo") ?? InferenceGeo;
        Speed = usage.Text("speed") ?? Speed;
        if (usage.Object("cache_creation") is { } split)
        {
            Ephemeral5mInputTokens = split.Number("ephemeral_5m_input_tokens") ?? Ephemeral5mInputTokens;
            Ephemeral1hInputTokens = split.Number("ephemeral_1h_input_tokens") ?? Ephemeral1hInputTokens;
        }

        ThinkingTokens = usage.Object("output_tokens_details")?.Number("thinking_tokens") ?? ThinkingTokens;
        WebSearchRequests = usage.Object("server_tool_use")?.Number("web_search_requests") ?? WebSearchRequests;
        if (usage.TryGetProperty("iterations", out var iterations) && iterations.ValueKind == JsonValueKind.Array)
        {
            Iterations = [.. iterations.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object).Select(AnswerIteration.Read)];
        }
    }
}
