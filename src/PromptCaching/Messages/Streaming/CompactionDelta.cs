using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>The summary of a compaction block, whole.</summary>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record CompactionDelta : ContentDelta
{
    internal const string TypeName = "compaction_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the summary.</summary>
    /// <value><see langword="null"/> when compaction failed.</value>
    public string? Content { get; init; }

    /// <summary>Gets what the API needs to go on.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? EncryptedContent { get; init; }

    internal static CompactionDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return new CompactionDelta
        {
            Content = fields.TakeString("content"u8),
            EncryptedContent = fields.TakeString("encrypted_content"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("content"u8, Content);
        fields.String("encrypted_content"u8, EncryptedContent);
    }
}
