namespace PromptCaching.CacheControl;

/// <summary>A request with the breakpoints that <see cref="PromptPlanner"/> gave it.</summary>
/// <param name="Body">
/// The body to send: the caller's bytes with the markers between them, and with tools and their keys in order where an option asks for that; the caller's own
/// memory where nothing changed.
/// </param>
/// <param name="Breakpoints">Every breakpoint of the body in the order of the prompt, the caller's and ours, each with its reason.</param>
public sealed record PlannedPrompt(ReadOnlyMemory<byte> Body, IReadOnlyList<PlannedBreakpoint> Breakpoints);
