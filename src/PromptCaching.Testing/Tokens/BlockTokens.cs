using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Tokens;

/// <summary>The weight of one block by its kind, in thousandths of a token.</summary>
internal static class BlockTokens
{
    /// <summary>A picture costs a 750th of its pixels, and is shrunk until it costs about this at most.</summary>
    private const int MostPerImage = 1568;
    private const int PixelsPerToken = 750;
    private const int UnseenImage = 300;

    /// <summary>A page is sent as text and as a picture; the recorded one-page files cost 1,576 to 1,639 tokens.</summary>
    private const int PerPage = 1600;

    public static long OfTool(RequestBlock tool, ITextMeasure measure) =>
        measure.TypedTool(tool.Type) ?? measure.Json(tool.Json, verbatim: false) + measure.Overheads.Tool;

    public static long OfOutputFormat(JsonElement body, ITextMeasure measure) =>
        (body.Get("output_config")?.Get("format") ?? body.Get("output_format"))?.Get("schema") is { } schema
            ? measure.Overheads.OutputFormat + (measure.Json(schema, verbatim: true) * measure.Overheads.OutputSchemaPercent / 100)
            : 0;

    public static long Of(JsonElement block, ITextMeasure measure) => Of(KnownTypes.Of(block), block, measure);

    public static long Of(string? type, JsonElement block, ITextMeasure measure) => type switch
    {
        "text" => Text(block, "text", measure),
        "thinking" => Text(block, "thinking", measure),
        "redacted_thinking" => Text(block, "data", measure),
        "image" => Image(block.Get("source") ?? default, measure),
        "tool_use" or "server_tool_use" or "mcp_tool_use" => ToolUse(block, measure),
        "tool_reference" => measure.Overheads.LoadedTool,
        "tool_result" or "mcp_tool_result" => Content(block, measure) + measure.Overheads.ToolResult,
        "search_result" => Text(block, "title", measure) + Text(block, "source", measure) + Content(block, measure) + Citations(block, measure),
        "document" => Text(block, "title", measure) + Text(block, "context", measure)
            + Source(block.Get("source") ?? default, measure) + Citations(block, measure),
        _ => measure.Json(block, verbatim: false),
    };

    private static long Text(JsonElement holder, string name, ITextMeasure measure) => holder.Get(name) is { } text ? measure.Text(text) : 0;

    private static long ToolUse(JsonElement block, ITextMeasure measure) =>
        (block.Get("input") is { } input ? measure.Json(input, verbatim: true) : 0) + measure.Overheads.ToolUse;

    private static long Content(JsonElement holder, ITextMeasure measure) => holder.Get("content") switch
    {
        { ValueKind: JsonValueKind.String } text => measure.Text(text),
        { ValueKind: JsonValueKind.Array } blocks => Sum(blocks, measure),
        _ => 0,
    };

    private static long Sum(JsonElement blocks, ITextMeasure measure)
    {
        var sum = 0L;
        foreach (var block in blocks.EnumerateArray())
        {
            sum += Of(block, measure);
        }

        return sum;
    }

    private static long Source(JsonElement source, ITextMeasure measure) => source.GetText("type") switch
    {
        "text" => Text(source, "data", measure),
        "content" => Content(source, measure),
        "base64" when source.Get("data") is { } data => PdfPages.Count(RawText.Of(data)) * PerPage * 1000L,
        _ => PerPage * 1000L,
    };

    private static long Image(JsonElement source, ITextMeasure measure)
    {
        var size = source.GetText("type") == "base64" && source.Get("data") is { } data ? ImageSize.Of(RawText.Of(data)) : null;
        var tokens = size is var (width, height) ? Math.Min(MostPerImage, (long)width * height / PixelsPerToken) : UnseenImage;
        return (Math.Max(0, tokens) * 1000) + measure.Overheads.Image;
    }

    private static long Citations(JsonElement block, ITextMeasure measure) =>
        block.Get("citations") is { } citations && citations.IsTrue("enabled") ? measure.Overheads.CitedDocument : 0;
}
