using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>The settings at the top level of a request.</summary>
internal static class Settings
{
    private const int LeastBudget = 1024;
    private const int LongestUserId = 512;
    private const int LongestMessageId = 256;

    private static readonly Field Display = Optional("display", new Choice("summarized", "omitted", "updates"));

    public static readonly Shape Thinking = new Union(
        new Variant("enabled", new Fields(Type("enabled"), Required("budget_tokens", new Number(LeastBudget, whole: true)), Display)),
        new Variant("adaptive", new Fields(Type("adaptive"), Display, Optional("block_binding", Map, Betas.ThinkingBinding))),
        new Variant("disabled", new Fields(Type("disabled"))),
        new Variant("between_tools", new Fields(Type("between_tools"))));

    public static readonly Shape ToolChoice = new Union(
        new Variant("auto", new Fields(Type("auto"), Serial())),
        new Variant("any", new Fields(Type("any"), Serial())),
        new Variant("tool", new Fields(Type("tool"), Required("name", AnyText), Serial())),
        new Variant("none", new Fields(Type("none"))));

    public static readonly Shape OutputFormat = new Fields(Type("json_schema"), Required("schema", Map));

    public static readonly Shape OutputConfig = new Fields(
        Optional("effort", new Choice("low", "medium", "high", "xhigh", "max")),
        Optional("format", OutputFormat),
        Optional("task_budget", new Fields(
            Type("tokens"), Required("total", Whole), Optional("remaining", Whole)), Betas.TaskBudgets));

    public static readonly Shape Metadata = new Fields(Optional("user_id", new Text(maximum: LongestUserId)));

    public static readonly Shape Diagnostics = new Fields(Optional("previous_message_id", new Text(maximum: LongestMessageId)));

    public static readonly Shape Container = new Either(AnyText, new Fields(
        Optional("id", AnyText),
        Optional("skills", new Items(new Fields(
            Required("skill_id", AnyText), Required("type", new Choice("anthropic", "custom")), Optional("version", AnyText))))));

    private static Field Serial() => Optional("disable_parallel_tool_use", YesOrNo);
}
