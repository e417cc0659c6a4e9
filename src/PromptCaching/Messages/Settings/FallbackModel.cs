using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>A model that answers when another refused (beta <c>server-side-fallback-2026-07-01</c>).</summary>
[JsonConverter(typeof(WireConverter<FallbackModel>))]
public sealed record FallbackModel : WireObject, IWireType<FallbackModel>
{
    /// <summary>Gets the model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the most tokens its answer may have.</summary>
    /// <value><see langword="null"/> for the request's.</value>
    public int? MaxTokens { get; init; }

    /// <summary>Gets its effort and form.</summary>
    /// <value><see langword="null"/> for the request's.</value>
    public OutputConfiguration? OutputConfig { get; init; }

    /// <summary>Gets its speed.</summary>
    /// <value><see langword="null"/> for the request's.</value>
    public string? Speed { get; init; }

    /// <summary>Gets its thinking.</summary>
    /// <value><see langword="null"/> for the request's.</value>
    public ThinkingConfiguration? Thinking { get; init; }

    static FallbackModel IWireType<FallbackModel>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new FallbackModel
        {
            Model = fields.TakeString("model"u8),
            MaxTokens = fields.TakeInt32("max_tokens"u8),
            OutputConfig = fields.TakeObject<OutputConfiguration>("output_config"u8),
            Speed = fields.TakeString("speed"u8),
            Thinking = fields.TakeObject<ThinkingConfiguration>("thinking"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("model"u8, Model);
        fields.Number("max_tokens"u8, MaxTokens);
        fields.Object("output_config"u8, OutputConfig);
        fields.String("speed"u8, Speed);
        fields.Object("thinking"u8, Thinking);
    }
}
