namespace PromptCaching.Messages;

/// <summary>Names of betas. Any other name may be used, too; the API answers 400 to those it does not know.</summary>
public static class ClaudeBetas
{
    /// <summary>The API shortens long conversations.</summary>
    public const string ContextManagement = "context-management-2025-06-27";

    /// <summary>A summary takes the place of what came before.</summary>
    public const string Compaction = "compact-2026-01-12";

    /// <summary>Compaction when the request says so.</summary>
    public const string CompactionOnDemand = "compact-2026-09-04";

    /// <summary>The API uses tools of MCP servers.</summary>
    public const string McpClient = "mcp-client-2025-11-20";

    /// <summary>The newest form of <see cref="McpClient"/>.</summary>
    public const string McpClientLatest = "mcp-client-2026-09-15";

    /// <summary>Tools come and go without a change of the prefix.</summary>
    public const string MidConversationToolChanges = "mid-conversation-tool-changes-2026-07-01";

    /// <summary>Tools come along in mid-conversation.</summary>
    public const string InlineTools = "inline-tools-2026-09-15";

    /// <summary>The effort changes in mid-conversation.</summary>
    public const string MidConversationOutputConfig = "mid-conversation-output-config-2026-07-01";

    /// <summary>Instructions that hold for one turn.</summary>
    public const string MidConversationSystemClearAt = "mid-conversation-system-clear-at-2026-08-21";

    /// <summary>What happens to thinking of another prefix.</summary>
    public const string ThinkingBindingControls = "thinking-binding-controls-2026-08-01";

    /// <summary>Streams estimate the tokens of thinking.</summary>
    public const string ThinkingTokenCount = "thinking-token-count-2026-05-13";

    /// <summary>Fast mode of models other than Opus 5.5.</summary>
    public const string FastMode = "fast-mode-2026-02-01";

    /// <summary>Another model reads what one that refused has written.</summary>
    public const string FallbackCredit = "fallback-credit-2026-07-01";

    /// <summary>Another model answers after a refusal.</summary>
    public const string ServerSideFallback = "server-side-fallback-2026-07-01";

    /// <summary>A task of many calls has a budget of tokens.</summary>
    public const string TaskBudgets = "task-budgets-2026-03-13";

    /// <summary>Another model advises.</summary>
    public const string AdvisorTool = "advisor-tool-2026-03-01";

    /// <summary>Answers of up to 300,000 tokens, in batches only.</summary>
    public const string LongBatchOutput = "output-300k-2026-03-24";
}
