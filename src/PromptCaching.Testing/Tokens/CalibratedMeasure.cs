using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Tokens;

/// <summary>Texts by their shape, at the scale of the model's tokenizer.</summary>
internal sealed class CalibratedMeasure(ModelTokens model) : ITextMeasure
{
    // Tools are rendered more wordily than their JSON: 7 % in the recordings.
    private const int JsonPercent = 107;

    private readonly CanonicalJson _scratch = new();

    public Overheads Overheads => Overheads.Recorded;

    public long Text(JsonElement text) => Scaled(TextScan.Weigh(RawText.Of(text), isEscaped: true));

    public long Text(ReadOnlySpan<byte> utf8) => Scaled(TextScan.Weigh(utf8, isEscaped: false));

    public long Json(JsonElement json, bool verbatim)
    {
        _scratch.Clear();
        _scratch.Write(json, verbatim);
        return Text(_scratch.Written) * JsonPercent / 100;
    }

    public long? TypedTool(string type) => TypedTools.Of(type) is { } thousandths ? Scaled(thousandths) : null;

    private long Scaled(long thousandths) => thousandths * model.ScalePercent / 100;
}
