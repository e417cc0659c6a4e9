using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A file that code made.</summary>
[JsonConverter(typeof(WireConverter<CodeExecutionFile>))]
public sealed record CodeExecutionFile : WireObject, IWireType<CodeExecutionFile>
{
    /// <summary>Gets the kind, such as <c>code_execution_output</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the id in the Files API.</summary>
    public string? FileId { get; init; }

    static CodeExecutionFile IWireType<CodeExecutionFile>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new CodeExecutionFile
        {
            Type = fields.TakeString("type"u8),
            FileId = fields.TakeString("file_id"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("file_id"u8, FileId);
    }
}
