using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Answers;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>What an answer used, in tokens. A count that the API did not give is unknown (<see langword="null"/>), not zero.</summary>
[JsonConverter(typeof(WireConverter<Usage>))]
public sealed record Usage : WireObject, IWireType<Usage>
{
    /// <summary>Gets the usage of an answer about which the API said nothing.</summary>
    public static Usage Unknown { get; } = new();

    /// <summary>Gets the input tokens after the last cache marker, neither read from the prompt cache nor written to it.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the input tokens written to the prompt cache, of both life times together.</summary>
    public long? CacheCreationInputTokens { get; init; }

    /// <summary>Gets the input tokens read from the prompt cache.</summary>
    public long? CacheReadInputTokens { get; init; }

    /// <summary>Gets the tokens written, by life time; missing in the last usage of a stream.</summary>
    public CacheCreationUsage? CacheCreation { get; init; }

    /// <summary>Gets the output tokens, thinking included. In a stream it is the total so far, never an increment.</summary>
    public long? OutputTokens { get; init; }

    /// <summary>Gets what the output tokens were spent on.</summary>
    public OutputTokensDetails? OutputTokensDetails { get; init; }

    /// <summary>Gets how often tools that Anthropic runs were used.</summary>
    public ServerToolUsage? ServerToolUse { get; init; }

    /// <summary>Gets the capacity that was used.</summary>
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>Gets where the answer was made: <c>us</c>, <c>global</c> or <c>not_available</c>.</summary>
    public string? InferenceGeo { get; init; }

    /// <summary>Gets the speed that was used: <c>standard</c> or <c>fast</c>.</summary>
    public string? Speed { get; init; }

    /// <summary>Gets the single model runs of an answer that took several; with compaction their sum is what is billed.</summary>
    public IReadOnlyList<UsageIteration>? Iterations { get; init; }

    /// <summary>Gets whether writes to the prompt cache were billed as reads after a refusal.</summary>
    /// <value><see langword="null"/> when that was not asked for.</value>
    public FallbackCredit? FallbackCredit { get; init; }

    /// <summary>Gets the tokens of the whole prompt: plain, written and read together.</summary>
    /// <value><see langword="null"/> when the plain count is unknown; unknown cache counts add nothing.</value>
    [JsonIgnore]
    public long? TotalInputTokens => InputTokens + (CacheCreationInputTokens ?? 0) + (CacheReadInputTokens ?? 0);

    static Usage IWireType<Usage>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new Usage
        {
            InputTokens = fields.TakeInt64("input_tokens"u8),
            CacheCreationInputTokens = fields.TakeInt64("cache_creation_input_tokens"u8),
            CacheReadInputTokens = fields.TakeInt64("cache_read_input_tokens"u8),
            CacheCreation = fields.TakeObject<CacheCreationUsage>("cache_creation"u8),
            OutputTokens = fields.TakeInt64("output_tokens"u8),
            OutputTokensDetails = fields.TakeObject<OutputTokensDetails>("output_tokens_details"u8),
            ServerToolUse = fields.TakeObject<ServerToolUsage>("server_tool_use"u8),
            ServiceTier = Messages.ServiceTier.From(fields.TakeString("service_tier"u8)),
            InferenceGeo = fields.TakeString("inference_geo"u8),
            Speed = fields.TakeString("speed"u8),
            Iterations = fields.TakeList<UsageIteration>("iterations"u8),
            FallbackCredit = fields.TakeObject<FallbackCredit>("fallback_credit"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.Number("input_tokens"u8, InputTokens);
        fields.Number("cache_creation_input_tokens"u8, CacheCreationInputTokens);
        fields.Number("cache_read_input_tokens"u8, CacheReadInputTokens);
        fields.Object("cache_creation"u8, CacheCreation);
        fields.Number("output_tokens"u8, OutputTokens);
        fields.Object("output_tokens_details"u8, OutputTokensDetails);
        fields.Object("server_tool_use"u8, ServerToolUse);
        fields.String("service_tier"u8, ServiceTier?.Value);
        fields.String("inference_geo"u8, InferenceGeo);
        fields.String("speed"u8, Speed);
        fields.List("iterations"u8, Iterations);
        fields.Object("fallback_credit"u8, FallbackCredit);
    }
}
