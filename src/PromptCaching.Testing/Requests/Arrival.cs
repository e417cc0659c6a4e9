using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>The place of a call among all calls: its number, the instant it counts from, and why it cannot be placed.</summary>
internal sealed record Arrival(long Number, DateTimeOffset At, ApiError? Refusal = null);
