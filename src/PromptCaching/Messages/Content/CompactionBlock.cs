using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>The summary that stands for all that came before it. Give it back as it came.</summary>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record CompactionBlock : CacheableBlock
{
    internal const string TypeName = "compaction";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the summary.</summary>
    /// <value><see langword="null"/> when compaction failed.</value>
    public string? Content { get; init; }

    /// <summary>Gets what the API needs to go on.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? EncryptedContent { get; init; }

    internal static CompactionBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return new CompactionBlock
        {
            Content = fields.TakeString("content"u8),
            EncryptedContent = fields.TakeString("encrypted_content"u8),
            CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("content"u8, Content);
        fields.String("encrypted_content"u8, EncryptedContent);
    }
}
