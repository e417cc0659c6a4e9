using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>The two request bodies.</summary>
internal static class Requests
{
    private const int MostMessages = 100_000;

    private static readonly Field Model = Required("model", FilledText);

    private static readonly Field[] Shared =
    [
        Required("messages", new AtLevel(PromptLevel.Messages, new Items(new Turn(), MostMessages))),
        Optional("system", new AtLevel(PromptLevel.System, Texts.System)),
        Optional("tools", new AtLevel(PromptLevel.Tools, new Items(Tools.Definition))),
        Optional("tool_choice", Settings.ToolChoice),
        Optional("thinking", Settings.Thinking),
        Optional("output_config", Settings.OutputConfig),
        Markable,
        Optional("context_management", BetaSettings.ContextManagement, Betas.ContextEdits),
        Optional("mcp_servers", BetaSettings.McpServers, Betas.McpClient),
        Optional("output_format", Settings.OutputFormat, Betas.StructuredOutputs),
        Optional("speed", BetaSettings.Speed, Betas.FastMode),
    ];

    public static readonly Shape Count = new Fields([Model, .. Shared]);

    public static readonly Shape Message = new Fields(
    [
        Model,
        Required("max_tokens", Whole),
        .. Shared,
        Optional("temperature", new Number(0, 1)),
        Optional("top_p", new Number(0, 1)),
        Optional("top_k", Whole),
        Optional("stop_sequences", AnyTexts),
        Optional("stream", YesOrNo),
        Optional("metadata", Settings.Metadata),
        Optional("service_tier", new Choice("auto", "standard_only")),
        Optional("container", Settings.Container),
        Optional("inference_geo", new Choice("us", "global")),
        Optional("diagnostics", Settings.Diagnostics),
        Optional("user_profile_id", AnyText),
        Optional("compaction", Any, Betas.CompactOnDemand),
        Optional("fallbacks", BetaSettings.Fallbacks, Betas.Fallbacks),
        Optional("fallback_credit_token", BetaSettings.FallbackCredit, Betas.FallbackCredit),
    ]);
}
