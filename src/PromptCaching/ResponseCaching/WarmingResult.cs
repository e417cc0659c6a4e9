namespace PromptCaching.ResponseCaching;

/// <summary>What became of the answers that the response cache was warmed with.</summary>
/// <param name="Stored">How many came with their answer and were stored.</param>
/// <param name="Asked">How many the API was asked for, and answered.</param>
/// <param name="Known">How many came without an answer and needed none: it was stored already, or on its way.</param>
/// <param name="Failures">The others, in the order in which they came.</param>
public sealed record WarmingResult(int Stored, int Asked, int Known, IReadOnlyList<WarmingFailure> Failures);

/// <summary>A question that the response cache was not warmed with.</summary>
/// <param name="Line">The number of its line, or its place among the others; the first is 1.</param>
/// <param name="Reason">What was wrong.</param>
public sealed record WarmingFailure(int Line, string Reason);
