namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What to do about each kind of miss.</summary>
internal static class MissHints
{
    public static string For(CacheMissKind kind) => kind switch
    {
        CacheMissKind.ModelChanged => "Stay with one model for a conversation.",
        CacheMissKind.IsolationChanged => "Use keys of one workspace for requests that should share a prefix.",
        CacheMissKind.ToolAdded or CacheMissKind.ToolRemoved => "Send the same tools from the first request on, and forbid some with tool_choice.",
        CacheMissKind.ToolChanged => "Make the definitions of tools once, without anything that depends on the request.",
        CacheMissKind.ToolsReordered => "Put the tools into a fixed order, for example by name.",
        CacheMissKind.SystemChanged => "Move what changes into a block of its own at the end of the system prompt, or into the last user message.",
        CacheMissKind.MessageChanged => "Send earlier turns exactly as they were sent, and add what is new behind them.",
        CacheMissKind.ParameterChanged => "Keep it the same within a conversation.",
        CacheMissKind.Expired => "Where such pauses are usual, an entry of one hour may pay.",
        CacheMissKind.BelowMinimum => "Nothing needs to be done: so short a prompt costs little.",
        CacheMissKind.OutOfWindow => "Leave a breakpoint free for us, or set one at least every 20 blocks.",
        CacheMissKind.NotMarked => "Leave a breakpoint free for us, or say that the prefix will be used again.",
        CacheMissKind.BeingWritten => "Send one request first, and the others once its answer has begun.",
        _ => "If it happens often, let the API be asked with SendDiagnostics.",
    };
}
