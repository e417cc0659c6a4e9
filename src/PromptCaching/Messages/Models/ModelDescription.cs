using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Models;

/// <summary>A model, as the API describes it.</summary>
[JsonConverter(typeof(WireConverter<ModelDescription>))]
public sealed record ModelDescription : WireObject, IWireType<ModelDescription>
{
    /// <summary>Gets the id.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the kind of object.</summary>
    /// <value><c>model</c>.</value>
    public string? Type { get; init; }

    /// <summary>Gets the name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Gets when it was released, as RFC 3339.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public string? CreatedAt { get; init; }

    /// <summary>Gets where it stands, such as <c>active</c> or <c>deprecated</c>.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public string? Lifecycle { get; init; }

    /// <summary>Gets when it was deprecated, as RFC 3339.</summary>
    /// <value><see langword="null"/> while it is not.</value>
    public string? DeprecatedAt { get; init; }

    /// <summary>Gets when the API no longer answers for it, as RFC 3339.</summary>
    /// <value><see langword="null"/> while no day is announced.</value>
    public string? RetiresAt { get; init; }

    /// <summary>Gets the longest prompt, in tokens.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public int? MaxInputTokens { get; init; }

    /// <summary>Gets the longest answer, in tokens.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public int? MaxTokens { get; init; }

    /// <summary>Gets the line of models that it is of, such as <c>sonnet</c>.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public string? Line { get; init; }

    /// <summary>Gets what it can do, as the API says it; <see cref="Supports"/> reads it.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public JsonElement? Capabilities { get; init; }

    /// <summary>Asks whether the model can do something.</summary>
    /// <param name="path">What, as the API names it, such as <c>"thinking", "types", "adaptive"</c> or <c>"batch"</c>.</param>
    /// <returns><see langword="null"/> when the API did not say.</returns>
    public bool? Supports(params string[] path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var at = Capabilities ?? default;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.Object && at.TryGetProperty("supported"u8, out var supported)
            && supported.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? supported.GetBoolean()
            : null;
    }

    static ModelDescription IWireType<ModelDescription>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ModelDescription
        {
            Id = fields.TakeString("id"u8),
            Type = fields.TakeString("type"u8),
            DisplayName = fields.TakeString("display_name"u8),
            CreatedAt = fields.TakeString("created_at"u8),
            Lifecycle = fields.TakeString("lifecycle"u8),
            DeprecatedAt = fields.TakeString("deprecated_at"u8),
            RetiresAt = fields.TakeString("retires_at"u8),
            MaxInputTokens = fields.TakeInt32("max_input_tokens"u8),
            MaxTokens = fields.TakeInt32("max_tokens"u8),
            Line = fields.TakeString("line"u8),
            Capabilities = fields.TakeElement("capabilities"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("type"u8, Type);
        fields.String("display_name"u8, DisplayName);
        fields.String("created_at"u8, CreatedAt);
        fields.String("lifecycle"u8, Lifecycle);
        fields.String("deprecated_at"u8, DeprecatedAt);
        fields.String("retires_at"u8, RetiresAt);
        fields.Number("max_input_tokens"u8, MaxInputTokens);
        fields.Number("max_tokens"u8, MaxTokens);
        fields.String("line"u8, Line);
        fields.Element("capabilities"u8, Capabilities);
    }
}
