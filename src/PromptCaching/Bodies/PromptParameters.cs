namespace PromptCaching.Bodies;

/// <summary>Hashes of the parameters that enter the prompt prefix, by their JSON; 0 where one is not set.</summary>
/// <param name="ToolChoice">Changing it ends the entries of the messages.</param>
/// <param name="Thinking">Changing it ends the entries of the messages, on some models all of them.</param>
/// <param name="Output">The form of the answer and the effort, alike.</param>
/// <param name="Speed">Changing it ends the entries from the system prompt on.</param>
internal readonly record struct PromptParameters(ulong ToolChoice, ulong Thinking, ulong Output, ulong Speed);
