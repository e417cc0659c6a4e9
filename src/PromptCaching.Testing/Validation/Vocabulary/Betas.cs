using System.Collections.Frozen;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>Names of the <c>anthropic-beta</c> header: those that something in the schema depends on, and all that the API takes.</summary>
internal static class Betas
{
    public const string PromptCachingScope = "prompt-caching-scope-2026-01-05";
    public const string FastMode = "fast-mode-2026-02-01";
    public const string InterleavedThinking = "interleaved-thinking-2025-05-14";
    public const string LongContext = "context-1m-2025-08-07";
    public const string LongOutput = "output-128k-2025-02-19";
    public const string LongOutputInBatches = "output-300k-2026-03-24";
    public const string LongSonnetOutput = "max-tokens-3-5-sonnet-2024-07-15";
    public const string TaskBudgets = "task-budgets-2026-03-13";
    public const string OutputConfigOfTurns = "mid-conversation-output-config-2026-07-01";
    public const string ClearAt = "mid-conversation-system-clear-at-2026-08-21";
    public const string ThinkingBinding = "thinking-binding-controls-2026-08-01";
    public const string InlineTools = "inline-tools-2026-09-15";
    public const string Advisor = "advisor-tool-2026-03-01";
    public const string ContextManagement = "context-management-2025-06-27";
    public const string CompactOnDemand = "compact-2026-09-04";
    public const string ComputerUse2024 = "computer-use-2024-10-22";
    public const string ComputerUseJanuary2025 = "computer-use-2025-01-24";
    public const string ComputerUseNovember2025 = "computer-use-2025-11-24";

    public static readonly string[] Compaction = ["compact-2026-01-12", CompactOnDemand];
    public static readonly string[] ContextEdits = [ContextManagement, .. Compaction];
    public static readonly string[] ToolChanges = ["mid-conversation-tool-changes-2026-07-01", InlineTools];
    public static readonly string[] McpClient = ["mcp-client-2025-04-04", "mcp-client-2025-11-20", "mcp-client-2026-09-15"];
    public static readonly string[] Fallbacks = ["server-side-fallback-2026-06-01", "server-side-fallback-2026-07-01"];
    public static readonly string[] FallbackCredit = ["fallback-credit-2026-06-01", "fallback-credit-2026-07-01"];
    public static readonly string[] StructuredOutputs =
        ["structured-outputs-2025-09-17", "structured-outputs-2025-11-13", "structured-outputs-2025-12-15"];

    /// <summary>Gets every name that the API is known to take, the legacy ones that do nothing today included.</summary>
    public static FrozenSet<string> Known { get; } = FrozenSet.Create(
    [
        PromptCachingScope, FastMode, InterleavedThinking, LongContext, LongOutput, LongOutputInBatches, LongSonnetOutput, TaskBudgets,
        OutputConfigOfTurns, ClearAt, ThinkingBinding, Advisor, ContextManagement, ComputerUse2024, ComputerUseJanuary2025, ComputerUseNovember2025,
        .. Compaction, .. ToolChanges, .. McpClient, .. Fallbacks, .. FallbackCredit, .. StructuredOutputs,
        "prompt-caching-2024-07-31", "prompt-caching-evict-2026-05-12", "extended-cache-ttl-2025-04-11", "cache-diagnosis-2026-04-07",
        "fine-grained-tool-streaming-2025-05-14", "token-efficient-tools-2025-02-19", "thinking-token-count-2026-05-13",
        "tools-2024-04-04", "tools-2024-05-16", "message-batches-2024-09-24", "token-counting-2024-11-01", "pdfs-2024-09-25",
        "files-api-2025-04-14", "code-execution-2025-05-22", "code-execution-2025-08-25", "web-search-2025-03-05", "web-fetch-2025-09-10",
        "skills-2025-10-02", "dev-full-thinking-2025-05-14", "model-context-window-exceeded-2025-08-26", "advanced-tool-use-2025-11-20",
        "tool-search-tool-2025-10-19", "tool-examples-2025-10-29", "effort-2025-11-24", "user-profiles-2026-03-24", "adaptive-thinking-2026-01-28",
        "redact-thinking-2026-02-12", "oauth-2025-04-20", "claude-code-20250219",
    ]);

    /// <summary>The names in a header value: separated by commas, however many headers there were.</summary>
    public static IEnumerable<string> In(string? header) =>
        header?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
