using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>What code wrote that the API ran.</summary>
[JsonConverter(typeof(WireConverter<CodeExecutionOutput>))]
public sealed record CodeExecutionOutput : WireObject, IWireType<CodeExecutionOutput>
{
    /// <summary>Gets the kind, such as <c>bash_code_execution_result</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets what went to standard output.</summary>
    public string? Stdout { get; init; }

    /// <summary>Gets what went to standard error.</summary>
    public string? Stderr { get; init; }

    /// <summary>Gets the code with which it ended; 0 is success.</summary>
    public int? ReturnCode { get; init; }

    /// <summary>Gets the files that it made.</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<CodeExecutionFile>? Content { get; init; }

    static CodeExecutionOutput IWireType<CodeExecutionOutput>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new CodeExecutionOutput
        {
            Type = fields.TakeString("type"u8),
            Stdout = fields.TakeString("stdout"u8),
            Stderr = fields.TakeString("stderr"u8),
            ReturnCode = fields.TakeInt32("return_code"u8),
            Content = fields.TakeList<CodeExecutionFile>("content"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("stdout"u8, Stdout);
        fields.String("stderr"u8, Stderr);
        fields.Number("return_code"u8, ReturnCode);
        fields.List("content"u8, Content);
    }
}
