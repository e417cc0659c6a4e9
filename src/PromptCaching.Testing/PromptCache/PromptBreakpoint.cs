namespace PromptCaching.Testing.PromptCache;

/// <summary>A marker and the position whose end it marks. A marker nested in a tool result stands at the end of that result.</summary>
internal sealed record PromptBreakpoint(int Position, TimeSpan Ttl, string Path, bool IsAutomatic);
