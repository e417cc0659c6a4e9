using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>The container in which code was run.</summary>
[JsonConverter(typeof(WireConverter<AnswerContainer>))]
public sealed record AnswerContainer : WireObject, IWireType<AnswerContainer>
{
    /// <summary>Gets the id; a later request names it to go on in the same container.</summary>
    public string? Id { get; init; }

    /// <summary>Gets when it ends, as RFC 3339.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>Gets the skills that were loaded.</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<Settings.Skill>? Skills { get; init; }

    static AnswerContainer IWireType<AnswerContainer>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new AnswerContainer
        {
            Id = fields.TakeString("id"u8),
            ExpiresAt = fields.TakeString("expires_at"u8),
            Skills = fields.TakeList<Settings.Skill>("skills"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("expires_at"u8, ExpiresAt);
        fields.List("skills"u8, Skills);
    }
}
