using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A file for the container of code execution.</summary>
/// <param name="FileId">The id in the Files API.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ContainerUploadBlock(string FileId) : CacheableBlock
{
    internal const string TypeName = "container_upload";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ContainerUploadBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("file_id"u8) is { } fileId
            ? new ContainerUploadBlock(fileId)
            {
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("file_id"u8, FileId);
    }
}
