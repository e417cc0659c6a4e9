using PromptCaching.Messages.Content;

namespace PromptCaching;

/// <summary>What became of one call of the model to a tool.</summary>
/// <param name="Call">What the model asked for.</param>
/// <param name="Result">What it is told.</param>
/// <param name="Failure">What the tool threw, or why it was not run; <see langword="null"/> when nothing went wrong.</param>
public sealed record ToolOutcome(ToolUseBlock Call, ToolResultBlock Result, Exception? Failure);
