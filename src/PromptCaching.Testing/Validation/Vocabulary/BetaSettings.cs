using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>The settings at the top level that exist only under a beta.</summary>
internal static class BetaSettings
{
    public static readonly Shape Speed = new Choice("standard", "fast");

    public static readonly Shape ContextManagement = new Fields(Optional("edits", new Items(new Union(
        new Variant("clear_tool_uses_20250919", new Fields(
            Type("clear_tool_uses_20250919"),
            Optional("trigger", Amount("input_tokens", "tool_uses")),
            Optional("keep", Amount("tool_uses")),
            Optional("clear_at_least", Amount("input_tokens")),
            Optional("exclude_tools", AnyTexts),
            Optional("clear_tool_inputs", Any))),
        new Variant("clear_thinking_20251015", new Fields(
            Type("clear_thinking_20251015"),
            Optional("keep", new Either(new Choice("all"), Fields.Open(Required("type", new Choice("all", "thinking_turns"))))))),
        new Variant("compact_20260112", new Fields(
            Type("compact_20260112"),
            Optional("trigger", Amount("input_tokens")),
            Optional("instructions", AnyText),
            Optional("pause_after_compaction", YesOrNo)))))));

    public static readonly Shape McpServers = new Items(new Fields(
        Type("url"),
        Required("name", AnyText),
        Required("url", AnyText),
        Optional("authorization_token", AnyText),
        Optional("tool_configuration", new Fields(Optional("allowed_tools", AnyTexts), Optional("enabled", YesOrNo)))));

    public static readonly Shape Fallbacks = new Either(new Choice("default"), new Items(new Fields(
        Required("model", AnyText),
        Optional("max_tokens", Whole),
        Optional("output_config", Settings.OutputConfig),
        Optional("speed", Speed),
        Optional("thinking", Settings.Thinking))));

    public static readonly Shape FallbackCredit = new Either(AnyText, new Fields(
        Required("token", AnyText), Optional("mode", new Choice("strict", "best_effort"))));

    private static Fields Amount(params string[] units) => new(Required("type", new Choice(units)), Required("value", Whole));
}
