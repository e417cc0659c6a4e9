namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What the model's side has done by itself: calls of server tools with their results, and the blocks of betas.</summary>
internal sealed class ServerBlocks(Pen pen, BetaSet betas)
{
    private Random Chance => pen.Chance;

    public IEnumerable<Piece> Some(string id) => Chance.Next(10) switch
    {
        0 or 1 => [Use(id, "web_search"), WebSearchResult(id)],
        2 => [Use(id, "web_fetch"), WebFetchResult(id)],
        3 => [Use(id, "code_execution"), Result(id, "code_execution_tool_result", Output("code_execution_result"))],
        4 => [Use(id, "bash_code_execution"), Result(id, "bash_code_execution_tool_result", Output("bash_code_execution_result"))],
        5 => [Use(id, "tool_search_tool_regex"), Result(id, "tool_search_tool_result", ToolReferences())],
        6 when betas.HasMcp => [McpUse(id), McpResult(id)],
        7 when betas.HasCompaction =>
            [pen.Block(("type", pen.Text("compaction")), ("content", Chance.OneIn(4) ? "null" : pen.Text(Words.Some(Chance))), ("encrypted_content", "null"))],
        8 when betas.HasFallbacks => [pen.Object(("type", pen.Text("fallback")), ("from", Model("a")), ("to", Model("b")), ("trigger", "null"))],
        9 when betas.HasAdvisor => [Use(id, "advisor"), Result(id, "advisor_tool_result", AnyJson.Object(pen))],
        _ => [],
    };

    /// <summary>A call that the server has not finished (stop reason pause_turn).</summary>
    public Piece Use(string id, string name) =>
        pen.Block(("type", pen.Text("server_tool_use")), ("id", pen.Text(id)), ("name", pen.Text(name)), ("input", AnyJson.Object(pen)));

    private Piece Result(string id, string type, Piece content) => pen.Block(("type", pen.Text(type)), ("tool_use_id", pen.Text(id)), ("content", content));

    private Piece WebSearchResult(string id) => Result(id, "web_search_tool_result", Chance.OneIn(5)
        ? pen.Object(("type", pen.Text("web_search_tool_result_error")), ("error_code", pen.Text("unavailable")))
        : pen.Array(Enumerable.Range(0, Chance.Next(3)).Select(_ => pen.Object(
            ("type", pen.Text("web_search_result")),
            ("encrypted_content", pen.Text("ZW5j")),
            ("title", pen.Text(Words.Some(Chance))),
            ("url", pen.Text("https://example.com/")),
            ("page_age", "null")))));

    private Piece WebFetchResult(string id) => Result(id, "web_fetch_tool_result", pen.Object(
        ("type", pen.Text("web_fetch_result")),
        ("url", pen.Text("https://example.com/")),
        ("content", pen.Object(("type", pen.Text("document")), ("source", pen.Object(
            ("type", pen.Text("text")), ("media_type", pen.Text("text/plain")), ("data", pen.Text(Words.Some(Chance))))))),
        ("retrieved_at", "null")));

    private Piece Output(string type) => pen.Object(
        ("type", pen.Text(type)),
        ("stdout", pen.Text(Words.Some(Chance))),
        ("stderr", pen.Text("")),
        ("return_code", "0"),
        ("content", pen.Array()));

    private Piece ToolReferences() => pen.Object(
        ("type", pen.Text("tool_search_tool_search_result")),
        ("tool_references", pen.Array(pen.Object(("type", pen.Text("tool_reference")), ("tool_name", pen.Text("look"))))));

    private Piece McpUse(string id) => pen.Block(
        ("type", pen.Text("mcp_tool_use")),
        ("id", pen.Text(id)),
        ("name", pen.Text("far")),
        ("server_name", pen.Text("there")),
        ("input", AnyJson.Object(pen)));

    private Piece McpResult(string id) => pen.Block(
        ("type", pen.Text("mcp_tool_result")),
        ("tool_use_id", pen.Text(id)),
        ("content", Chance.OneIn(2) ? pen.Text("done") : pen.Array(pen.Block(("type", pen.Text("text")), ("text", pen.Text(Words.Some(Chance)))))),
        ("is_error", "false"));

    private Piece Model(string name) => pen.Object(("model", pen.Text(name)));
}
