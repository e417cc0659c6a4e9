namespace PromptCaching.CacheControl.Linting;

/// <summary>What to do about each kind of drift.</summary>
internal static class DriftAdvice
{
    public static string For(PrefixDriftKind kind) => kind switch
    {
        PrefixDriftKind.Model => "Stay with one model for a conversation; each model has caches of its own.",
        PrefixDriftKind.ToolAdded or PrefixDriftKind.ToolRemoved =>
            "Send the same tools from the first request on; forbid some with tool_choice, or load many with defer_loading.",
        PrefixDriftKind.ToolOrder => "Order the tools by name before sending them.",
        PrefixDriftKind.ToolChanged => "Make the definitions of tools once, without anything that depends on the request.",
        PrefixDriftKind.SystemChanged => "Move what changes into a block of its own at the end of the system prompt, or into the last user message.",
        PrefixDriftKind.Parameter => "Keep it the same within a conversation; the first image and the first citation cost one miss.",
        PrefixDriftKind.MessageChanged => "Send earlier turns exactly as they were sent; add what is new behind them.",
        PrefixDriftKind.HistoryCut => "Cut the history rarely and by much, not by a turn with every request.",
        PrefixDriftKind.KeyOrder => "Serialize from an ordered structure, and send tool inputs back as they came.",
        _ => "Send numbers back as they came, without parsing them.",
    };
}
