namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>The betas that a client asks for with every request: some parts of a request exist only under them.</summary>
internal sealed record BetaSet(IReadOnlyList<string> Names)
{
    private static readonly string[] Useful =
    [
        "mcp-client-2025-11-20", "compact-2026-01-12", "server-side-fallback-2026-06-01", "advisor-tool-2026-03-01", "context-management-2025-06-27",
        "mid-conversation-system-clear-at-2026-08-21", "mid-conversation-tool-changes-2026-07-01", "inline-tools-2026-09-15", "computer-use-2025-11-24",
        "mid-conversation-output-config-2026-07-01", "task-budgets-2026-03-13", "fast-mode-2026-02-01",
        "compact-2026-09-04", "extended-cache-ttl-2025-04-11",
    ];

    public string? Header => Names.Count == 0 ? null : string.Join(", ", Names);

    public bool HasMcp => Has("mcp-client-");

    public bool HasCompaction => Has("compact-");

    public bool HasCompactionOnDemand => Has("compact-2026-09-04");

    public bool HasContextEdits => Has("context-management-");

    public bool HasFallbacks => Has("server-side-fallback-");

    public bool HasAdvisor => Has("advisor-tool-");

    public bool HasClearAt => Has("mid-conversation-system-clear-at-");

    public bool HasToolChanges => HasInlineTools || Has("mid-conversation-tool-changes-");

    public bool HasInlineTools => Has("inline-tools-");

    public bool HasScreens => Has("computer-use-2025-11-24");

    public bool HasTurnSettings => Has("mid-conversation-output-config-");

    public bool HasTaskBudgets => Has("task-budgets-");

    public bool HasFastMode => Has("fast-mode-");

    public static BetaSet Some(Random chance) => new(
        chance.OneIn(3) ? [.. Useful.Where(_ => chance.OneIn(2))] : chance.OneIn(3) ? [chance.Pick(Useful)] : []);

    private bool Has(string start) => Names.Any(name => name.StartsWith(start, StringComparison.Ordinal));
}
