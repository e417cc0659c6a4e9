using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>Tool definitions: the caller's own, and those whose form and name the API fixes.</summary>
internal static class Tools
{
    private const string Editor = "str_replace_based_edit_tool";
    private const int LongestName = 128;

    private static readonly Field[] Everywhere =
    [
        Optional("allowed_callers", AnyTexts),
        Optional("defer_loading", YesOrNo),
        Optional("strict", YesOrNo),
        Markable,
    ];

    private static readonly Field[] OfClientTools = [Optional("input_examples", new Items(Map)), .. Everywhere];

    private static readonly Field[] OfScreens =
    [
        Required("display_width_px", new Number(1, whole: true)),
        Required("display_height_px", new Number(1, whole: true)),
        Optional("display_number", Whole),
    ];

    private static readonly Shape Configs = new Mapping(new Fields(Optional("enabled", YesOrNo), Optional("defer_loading", YesOrNo)));

    private static readonly Variant[] All =
    [
        new Variant("custom", new Fields(
        [
            Optional("type", new Choice("custom")),
            Required("name", new Identifier(LongestName)),
            Optional("description", AnyText),
            Required("input_schema", Fields.Open(Required("type", new Choice("object")))),
            Optional("eager_input_streaming", YesOrNo),
            .. OfClientTools,
        ])),
        Named("bash_20250124", "bash"),
        Named("text_editor_20250124", "str_replace_editor"),
        Named("text_editor_20250429", Editor),
        Named("text_editor_20250728", Editor, Optional("max_characters", new Number(1, whole: true))),
        Named("memory_20250818", "memory"),
        Named("bash_20241022", "bash") with { Betas = [Betas.ComputerUse2024] },
        Named("text_editor_20241022", "str_replace_editor") with { Betas = [Betas.ComputerUse2024] },
        Named("computer_20241022", "computer", OfScreens) with { Betas = [Betas.ComputerUse2024] },
        Named("computer_20250124", "computer", OfScreens) with { Betas = [Betas.ComputerUseJanuary2025] },
        Named("computer_20251124", "computer", [.. OfScreens, Optional("enable_zoom", YesOrNo)]) with { Betas = [Betas.ComputerUseNovember2025] },
        Toolset("computer_toolset_20260801"),
        Toolset("browser_toolset_20260801"),
        new Variant("mcp_toolset", new Fields(
            Type("mcp_toolset"),
            Required("mcp_server_name", AnyText),
            Optional("default_config", new Fields(Optional("enabled", YesOrNo), Optional("defer_loading", YesOrNo))),
            Optional("configs", Configs),
            Markable), Betas.McpClient),
        .. ServerTools.All,
    ];

    /// <summary>A tool that says no type is the caller's own.</summary>
    public static readonly Shape Definition = new Union("custom", All);

    /// <summary>A tool that runs where the caller is, though the API knows its form.</summary>
    private static Variant Named(string type, string name, params Field[] more) =>
        new(type, new Fields([Type(type), Required("name", new Choice(name)), .. more, .. OfClientTools]));

    private static Variant Toolset(string type) => new(type, new Fields(
    [
        Type(type),
        Optional("name", AnyText),
        Optional("configs", Configs),
        .. OfScreens.Select(static field => field with { IsRequired = false }),
        .. Everywhere,
    ]));
}
