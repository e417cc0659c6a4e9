using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>A value that the model answered, and the answer that it stood in.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Message">The answer; <see cref="ClaudeMessageExtensions.GetCallReport"/> tells who gave it and what it cost.</param>
public sealed record StructuredAnswer<T>(T Value, Message Message);
