using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>Who answers when the model refuses (beta <c>server-side-fallback-2026-07-01</c>).</summary>
[JsonConverter(typeof(WireConverter<RefusalFallbacks>))]
public sealed record RefusalFallbacks : WireObject, IWireType<RefusalFallbacks>
{
    private const string DefaultName = "default";

    /// <summary>Gets the choice that leaves it to the API.</summary>
    public static RefusalFallbacks Default { get; } = new();

    /// <summary>Gets the models, in the order in which they are asked.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public IReadOnlyList<FallbackModel>? Models { get; init; }

    internal static RefusalFallbacks? TryRead(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when WireJson.AsString(json) == DefaultName => Default,
        JsonValueKind.Array when json.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.Object) =>
            new RefusalFallbacks { Models = JsonFields.ReadList<FallbackModel>(json) },
        _ => null,
    };

    internal override void Write(Utf8JsonWriter writer)
    {
        if (Models is null)
        {
            writer.WriteStringValue(DefaultName);
            return;
        }

        writer.WriteStartArray();
        foreach (var model in Models)
        {
            model.Write(writer);
        }

        writer.WriteEndArray();
    }

    static RefusalFallbacks IWireType<RefusalFallbacks>.Read(JsonElement json) =>
        TryRead(json) ?? throw new JsonException("Expected \"default\" or an array of models.");

    private protected override void WriteFields(FieldWriter fields)
    {
    }
}
