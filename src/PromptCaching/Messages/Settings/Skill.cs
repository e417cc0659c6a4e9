using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>A skill that is loaded into the container of code execution.</summary>
[JsonConverter(typeof(WireConverter<Skill>))]
public sealed record Skill : WireObject, IWireType<Skill>
{
    /// <summary>Gets the id.</summary>
    public string? SkillId { get; init; }

    /// <summary>Gets whose it is: <c>anthropic</c> or <c>custom</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the version.</summary>
    /// <value><see langword="null"/> leaves it to the API: the latest.</value>
    public string? Version { get; init; }

    static Skill IWireType<Skill>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new Skill
        {
            SkillId = fields.TakeString("skill_id"u8),
            Type = fields.TakeString("type"u8),
            Version = fields.TakeString("version"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("skill_id"u8, SkillId);
        fields.String("type"u8, Type);
        fields.String("version"u8, Version);
    }
}
