using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>Tools that run where the model is.</summary>
internal static class ServerTools
{
    private static readonly Field[] Everywhere =
    [
        Optional("allowed_callers", AnyTexts),
        Optional("defer_loading", YesOrNo),
        Optional("strict", YesOrNo),
        Markable,
    ];

    private static readonly Field[] Web =
        [Optional("max_uses", new Number(1, whole: true)), Optional("allowed_domains", AnyTexts), Optional("blocked_domains", AnyTexts)];

    private static readonly Field[] Search =
    [
        .. Web,
        Optional("user_location", new Fields(
            Type("approximate"), Optional("city", AnyText), Optional("country", AnyText), Optional("region", AnyText), Optional("timezone", AnyText))),
    ];

    private static readonly Field[] Fetch =
        [.. Web, Optional("citations", Citations.Setting), Optional("max_content_tokens", new Number(1, whole: true))];

    private static readonly Field UseCache = Optional("use_cache", YesOrNo);
    private static readonly Field Inclusion = Optional("response_inclusion", new Choice("full", "excluded"));

    public static readonly Variant[] All =
    [
        Tool("code_execution_20250522", "code_execution"),
        Tool("code_execution_20250825", "code_execution"),
        Tool("code_execution_20260120", "code_execution"),
        Tool("code_execution_20260521", "code_execution"),
        Tool("web_search_20250305", "web_search", Search),
        Tool("web_search_20260209", "web_search", Search),
        Tool("web_search_20260318", "web_search", [.. Search, Inclusion]),
        Tool("web_fetch_20250910", "web_fetch", Fetch),
        Tool("web_fetch_20260209", "web_fetch", Fetch),
        Tool("web_fetch_20260309", "web_fetch", [.. Fetch, UseCache]),
        Tool("web_fetch_20260318", "web_fetch", [.. Fetch, UseCache, Inclusion]),
        Tool("tool_search_tool_bm25_20251119", "tool_search_tool_bm25"),
        Tool("tool_search_tool_bm25", "tool_search_tool_bm25"),
        Tool("tool_search_tool_regex_20251119", "tool_search_tool_regex"),
        Tool("tool_search_tool_regex", "tool_search_tool_regex"),
        Tool(
            "advisor_20260301",
            "advisor",
            Required("model", AnyText),
            Optional("max_uses", new Number(1, whole: true)),
            Optional("max_tokens", new Number(1, whole: true)),
            Optional("caching", new Marker())) with { Betas = [Betas.Advisor] },
    ];

    private static Variant Tool(string type, string name, params Field[] more) =>
        new(type, new Fields([Type(type), Required("name", new Choice(name)), .. more, .. Everywhere]));
}
