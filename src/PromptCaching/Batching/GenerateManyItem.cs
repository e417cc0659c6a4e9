using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>One of many requests.</summary>
/// <param name="Request">What is asked; it is not changed.</param>
/// <param name="Id">The caller's name for it, given back with the result. The default is none.</param>
/// <param name="Call">The wishes for this call. In batches only the scope and whether breakpoints may be added count.</param>
public sealed record GenerateManyItem(MessageRequest Request, string? Id = null, ClaudeCall? Call = null);
