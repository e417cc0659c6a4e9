namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What a user may say, and what a tool may answer.</summary>
internal sealed class UserBlocks(Pen pen)
{
    private const string Data = "aGVsbG8=";

    private Random Chance => pen.Chance;

    public Piece Any() => Chance.Next(12) switch
    {
        0 => Image(),
        1 or 2 => Document(),
        3 => SearchResult(),
        4 when Chance.OneIn(3) => pen.Block(("type", pen.Text("container_upload")), ("file_id", pen.Text("file_1"))),
        _ => Text(),
    };

    public Piece Text() => Text(Chance.OneIn(150) ? Words.Many(Chance, Chance.Next(100, 2500)) : Words.Some(Chance));

    public Piece ToolResult(string id) => pen.Block(
        ("type", pen.Text("tool_result")),
        ("tool_use_id", pen.Text(id)),
        ("content", Chance.Next(6) switch
        {
            0 => null,
            1 => pen.Array(),
            2 => pen.Text(Chance.OneIn(4) ? "" : Words.Some(Chance)),
            3 => pen.Text(Words.Some(Chance)),
            _ => pen.Array(Several(InToolResult)),
        }),
        ("is_error", Chance.OneIn(4) ? pen.YesOrNo() : null));

    private Piece Text(string text) => pen.Block(("type", pen.Text("text")), ("text", pen.Text(text)), ("citations", Chance.OneIn(30) ? "null" : null));

    private Piece Image() => pen.Block(
        ("type", pen.Text("image")),
        ("source", Chance.OneIn(2) ? Remote() : Base64("image/png")),
        ("transformations", Chance.OneIn(6) ? pen.Object(("oversized_image", pen.Text("downsize"))) : null));

    private Piece Document() => pen.Block(
        ("type", pen.Text("document")),
        ("source", Chance.Next(5) switch
        {
            0 => Remote(),
            1 => Base64("application/pdf"),
            2 => pen.Object(("type", pen.Text("text")), ("media_type", pen.Text("text/plain")), ("data", pen.Text(Words.Some(Chance)))),
            3 => pen.Object(("type", pen.Text("content")), ("content", pen.Text(Words.Some(Chance)))),
            _ => pen.Object(("type", pen.Text("content")), ("content", pen.Array(Several(() => Chance.OneIn(4) ? Image() : Text())))),
        }),
        ("title", Chance.OneIn(3) ? pen.Text("A title") : Chance.OneIn(9) ? "null" : null),
        ("context", Chance.OneIn(5) ? pen.Text(Words.Some(Chance)) : null),
        ("citations", Chance.OneIn(4) ? pen.Object(("enabled", pen.YesOrNo())) : null));

    private Piece SearchResult() => pen.Block(
        ("type", pen.Text("search_result")),
        ("source", pen.Text("https://example.com/found")),
        ("title", pen.Text("Found")),
        ("content", pen.Array(Several(Text))),
        ("citations", Chance.OneIn(4) ? pen.Object(("enabled", "true")) : null));

    private Piece InToolResult() => Chance.Next(8) switch
    {
        0 => Image(),
        1 => Document(),
        2 => SearchResult(),
        3 => pen.Block(("type", pen.Text("tool_reference")), ("tool_name", pen.Text("look"))),
        4 when Chance.OneIn(3) => pen.Block(("type", pen.Text("browser_state")), ("tabs", pen.Array()), ("state_changes", AnyJson.Object(pen))),
        _ => Text(),
    };

    private Piece Remote() => Chance.OneIn(2)
        ? pen.Object(("type", pen.Text("url")), ("url", pen.Text("https://example.com/a?b=c&d")))
        : pen.Object(("type", pen.Text("file")), ("file_id", pen.Text("file_2")));

    private Piece Base64(string type) => pen.Object(("type", pen.Text("base64")), ("media_type", pen.Text(type)), ("data", pen.Text(Data)));

    private IEnumerable<Piece> Several(Func<Piece> make) => Enumerable.Range(0, 1 + Chance.Few(2, 12)).Select(_ => make()).ToArray();
}
