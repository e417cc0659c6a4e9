using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>One model run of an answer that took several.</summary>
[JsonConverter(typeof(WireConverter<UsageIteration>))]
public sealed record UsageIteration : WireObject, IWireType<UsageIteration>
{
    /// <summary>Gets the kind: <c>message</c>, <c>compaction</c>, <c>advisor_message</c> or <c>fallback_message</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the model, where it is another than the answer's.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the input tokens neither read from the prompt cache nor written to it.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Gets the input tokens written to the prompt cache, of both life times together.</summary>
    public long? CacheCreationInputTokens { get; init; }

    /// <summary>Gets the input tokens read from the prompt cache.</summary>
    public long? CacheReadInputTokens { get; init; }

    /// <summary>Gets the tokens written, by life time.</summary>
    public CacheCreationUsage? CacheCreation { get; init; }

    /// <summary>Gets the output tokens, thinking included.</summary>
    public long? OutputTokens { get; init; }

    static UsageIteration IWireType<UsageIteration>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new UsageIteration
        {
            Type = fields.TakeString("type"u8),
            Model = fields.TakeString("model"u8),
            InputTokens = fields.TakeInt64("input_tokens"u8),
            CacheCreationInputTokens = fields.TakeInt64("cache_creation_input_tokens"u8),
            CacheReadInputTokens = fields.TakeInt64("cache_read_input_tokens"u8),
            CacheCreation = fields.TakeObject<CacheCreationUsage>("cache_creation"u8),
            OutputTokens = fields.TakeInt64("output_tokens"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("model"u8, Model);
        fields.Number("input_tokens"u8, InputTokens);
        fields.Number("cache_creation_input_tokens"u8, CacheCreationInputTokens);
        fields.Number("cache_read_input_tokens"u8, CacheReadInputTokens);
        fields.Object("cache_creation"u8, CacheCreation);
        fields.Number("output_tokens"u8, OutputTokens);
    }
}
