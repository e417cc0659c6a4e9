using System.Text.Json;

namespace PromptCaching.Testing.Tokens;

/// <summary>What texts and the frame around them weigh, in thousandths of a token.</summary>
internal interface ITextMeasure
{
    /// <summary>Gets what each block of a prompt or an answer weighs besides its texts.</summary>
    Overheads Overheads { get; }

    long Text(JsonElement text);

    long Text(ReadOnlySpan<byte> utf8);

    /// <summary>Weighs JSON that the model sees as JSON: a tool, a tool's input.</summary>
    long Json(JsonElement json, bool verbatim);

    /// <summary>Weighs the definition of one of the API's own tools; null where its JSON is all there is to go by.</summary>
    long? TypedTool(string type);
}
