using System.Globalization;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Tool definitions of every type; those that are loaded on demand cannot carry a marker.</summary>
internal sealed class Tools(Pen pen, BetaSet betas)
{
    private static readonly string[] ServerTypes =
    [
        "web_search_20250305", "web_search_20260318", "web_fetch_20250910", "web_fetch_20260318", "code_execution_20250825", "code_execution_20260521",
        "tool_search_tool_bm25_20251119", "tool_search_tool_regex_20251119", "bash_20250124", "text_editor_20250124", "text_editor_20250728", "memory_20250818",
    ];

    private Random Chance => pen.Chance;

    public IReadOnlyList<Piece> Some()
    {
        var tools = new List<Piece>();
        var isLoadedOnDemand = Chance.OneIn(6);
        for (var count = Chance.Few(3, 60); count > 0; count--)
        {
            tools.Add(Custom("tool_" + tools.Count.ToString(CultureInfo.InvariantCulture), isLoadedOnDemand && Chance.OneIn(2)));
        }

        foreach (var type in Chance.OneIn(3) ? ServerTypes.Where(_ => Chance.OneIn(6)).DistinctBy(NameOf) : [])
        {
            tools.Insert(Chance.Next(tools.Count + 1), Typed(type, NameOf(type), isLoadedOnDemand && Chance.OneIn(2)));
        }

        tools.AddRange(OfBetas());
        return tools;
    }

    public Piece Custom(string name, bool isDeferred)
    {
        ReadOnlySpan<(string, Piece?)> members =
        [
            ("type", Chance.Next(12) switch { 0 => "null", 1 or 2 => pen.Text("custom"), _ => null }),
            ("name", pen.Text(name)),
            ("description", Chance.OneIn(60) ? pen.Text(Words.Many(Chance, Chance.Next(300, 1500))) : Chance.OneIn(8) ? null : pen.Text(Words.Some(Chance))),
            ("input_schema", Schema()),
            ("strict", Chance.OneIn(8) ? pen.YesOrNo() : null),
            ("input_examples", Chance.OneIn(10) ? pen.Array(AnyJson.Object(pen)) : null),
            ("allowed_callers", Chance.OneIn(10) ? pen.Array(pen.Text("direct")) : null),
            Deferred(isDeferred),
        ];
        return isDeferred ? pen.Object(members) : pen.Block(members);
    }

    private Piece Typed(string type, string name, bool isDeferred)
    {
        ReadOnlySpan<(string, Piece?)> members = [("type", pen.Text(type)), ("name", pen.Text(name)), Deferred(isDeferred)];
        return isDeferred ? pen.Object(members) : pen.Block(members);
    }

    private (string Name, Piece? Value) Deferred(bool isDeferred) => ("defer_loading", isDeferred ? "true" : Chance.OneIn(8) ? "false" : null);

    /// <summary>A schema is the caller's own, properties with our names included.</summary>
    private Piece Schema() => pen.Object(
        ("type", pen.Text("object")),
        ("properties", Chance.OneIn(6)
            ? pen.Object(("cache_control", pen.Object(("type", pen.Text("string")))), ("content", AnyJson.Object(pen)))
            : pen.Object(("q", pen.Object(("type", pen.Text("string")))))),
        (Chance.OneIn(6) ? "cache_control" : "required", pen.Array(pen.Text("q"))));

    private IEnumerable<Piece> OfBetas()
    {
        if (betas.HasAdvisor && Chance.OneIn(2))
        {
            yield return pen.Block(
                ("type", pen.Text("advisor_20260301")),
                ("name", pen.Text("advisor")),
                ("model", pen.Text("claude-opus-5")),
                ("caching", Chance.OneIn(2) ? pen.Object(("type", pen.Text("ephemeral")), ("ttl", pen.Text("1h"))) : null));
        }

        if (betas.HasScreens && Chance.OneIn(2))
        {
            yield return pen.Block(
                ("type", pen.Text("computer_20251124")), ("name", pen.Text("computer")), ("display_width_px", "800"), ("display_height_px", "600"));
        }

        if (betas.HasMcp)
        {
            yield return pen.Block(
                ("type", pen.Text("mcp_toolset")),
                ("mcp_server_name", pen.Text("there")),
                ("default_config", Chance.OneIn(2) ? pen.Object(("enabled", "true"), ("defer_loading", "false")) : null),
                ("configs", Chance.OneIn(3) ? pen.Object(("far", pen.Object(("enabled", "true")))) : null));
        }

        if (Chance.OneIn(15))
        {
            yield return pen.Block(("type", pen.Text("browser_toolset_20260801")));
        }
    }

    private static string NameOf(string type) => type switch
    {
        "text_editor_20250124" => "str_replace_editor",
        "text_editor_20250728" => "str_replace_based_edit_tool",
        _ => type[..type.LastIndexOf('_')],
    };
}
