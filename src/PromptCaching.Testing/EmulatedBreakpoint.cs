namespace PromptCaching.Testing;

/// <summary>A cache breakpoint that the emulator saw in a request.</summary>
/// <param name="Path">Where it stands, such as <c>system.0</c> or <c>messages.2.content.1</c>.</param>
/// <param name="TimeToLive">How long the API keeps what it writes here: five minutes or one hour, from the start of the request.</param>
/// <param name="PrefixTokens">The tokens from the start of the prompt to the end of the marked block.</param>
/// <param name="IsAutomatic">Whether it comes from the top-level <c>cache_control</c>.</param>
/// <param name="IsBelowMinimum">Whether the prefix is too short for the model's cache, so that the breakpoint has no effect.</param>
public sealed record EmulatedBreakpoint(string Path, TimeSpan TimeToLive, int PrefixTokens, bool IsAutomatic, bool IsBelowMinimum);
