using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>The container in which code is run: a name alone, or with the skills that are loaded into it.</summary>
[JsonConverter(typeof(WireConverter<RequestContainer>))]
public sealed record RequestContainer : WireObject, IWireType<RequestContainer>
{
    /// <summary>Gets the id of a container that an earlier answer told.</summary>
    /// <value><see langword="null"/> for a new one.</value>
    public string? Id { get; init; }

    /// <summary>Gets the skills that are loaded.</summary>
    /// <value><see langword="null"/> for none; without them only the id is sent.</value>
    public IReadOnlyList<Skill>? Skills { get; init; }

    private bool IsObject { get; init; }

    internal static RequestContainer? TryRead(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return WireJson.AsString(json) is { } id ? new RequestContainer { Id = id } : null;
        }

        var fields = new JsonFields(json);
        return new RequestContainer
        {
            Id = fields.TakeString("id"u8), Skills = fields.TakeList<Skill>("skills"u8), IsObject = true, ExtraFields = fields.Rest(),
        };
    }

    internal override void Write(Utf8JsonWriter writer)
    {
        if (Id is null || IsObject || Skills is not null || ExtraFields.Count > 0)
        {
            base.Write(writer);
            return;
        }

        writer.WriteStringValue(Id);
    }

    static RequestContainer IWireType<RequestContainer>.Read(JsonElement json) =>
        TryRead(json) ?? throw new JsonException($"Expected a string or an object, found {json.ValueKind}.");

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.List("skills"u8, Skills);
    }
}
