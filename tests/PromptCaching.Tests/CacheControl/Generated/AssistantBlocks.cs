namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What a model may have said, as it comes back in the next request.</summary>
internal sealed class AssistantBlocks(Pen pen, bool mayBeBlank)
{
    private static readonly string[] Callers = ["code_execution_20250825", "code_execution_20260120", "code_execution_20260521"];

    private Random Chance => pen.Chance;

    /// <summary>Text of the model comes back as it was, blank or not; blank text is no place for a marker.</summary>
    public Piece Text() => mayBeBlank && Chance.OneIn(25)
        ? pen.Object(("type", pen.Text("text")), ("text", pen.Text(Words.Nothing(Chance))))
        : pen.Block(
            ("type", pen.Text("text")),
            ("text", pen.Text(Words.Some(Chance))),
            ("citations", Chance.OneIn(8) ? pen.Array(Citation()) : Chance.OneIn(20) ? "null" : Chance.OneIn(20) ? pen.Array() : null));

    public Piece Thinking() => Chance.OneIn(4)
        ? pen.Object(("type", pen.Text("redacted_thinking")), ("data", pen.Text("c2VjcmV0")))
        : pen.Object(
            ("type", pen.Text("thinking")),
            ("thinking", pen.Text(Chance.OneIn(5) ? "" : Words.Some(Chance))),
            ("signature", pen.Text("c2lnbmF0dXJl/+=")));

    public Piece ToolUse(string id)
    {
        ReadOnlySpan<(string, Piece?)> members =
        [
            ("type", pen.Text("tool_use")),
            ("id", pen.Text(id)),
            ("name", pen.Text(Chance.OneIn(3) ? "look" : "bash")),
            ("input", AnyJson.Object(pen)),
            ("caller", Caller(out var isOurs)),
        ];
        return isOurs ? pen.Block(members) : pen.Object(members);
    }

    private Piece? Caller(out bool isOurs)
    {
        isOurs = !Chance.OneIn(12);
        return isOurs
            ? Chance.OneIn(6) ? pen.Object(("type", pen.Text("direct"))) : null
            : pen.Object(("type", pen.Text(Chance.Pick(Callers))), ("tool_id", pen.Text("srvtoolu_9")));
    }

    private Piece Citation() => Chance.OneIn(2)
        ? pen.Object(
            ("type", pen.Text("char_location")),
            ("cited_text", pen.Text(Words.Some(Chance))),
            ("document_index", "0"),
            ("document_title", "null"),
            ("start_char_index", "0"),
            ("end_char_index", "5"))
        : pen.Object(
            ("type", pen.Text("web_search_result_location")),
            ("cited_text", pen.Text("cited")),
            ("encrypted_index", pen.Text("aW5kZXg=")),
            ("title", pen.Text("Found")),
            ("url", pen.Text("https://example.com/")));
}
