using System.Text.Json;

namespace PromptCaching.Testing.Tokens;

/// <summary>Texts by their shape, at the scale of the model's tokenizer.</summary>
internal sealed class CalibratedMeasure(ModelTokens model) : ITextMeasure
{
    // Tools are rendered more wordily than their JSON: 7 % in the recordings.
    private const int JsonPercent = 107;

    public Overheads Overheads => Overheads.Recorded;

    public long Text(JsonElement text) => Scaled(TextScan.Weigh(RawText.Of(text), isEscaped: true));

    public long Text(ReadOnlySpan<byte> utf8) => Scaled(TextScan.Weigh(utf8, isEscaped: false));

    public long Json(ReadOnlySpan<byte> canonical) => Scaled(TextScan.Weigh(canonical, isEscaped: false)) * JsonPercent / 100;

    public long? TypedTool(string type) => TypedTools.Of(type) is { } thousandths ? Scaled(thousandths) : null;

    private long Scaled(long thousandths) => thousandths * model.ScalePercent / 100;
}
