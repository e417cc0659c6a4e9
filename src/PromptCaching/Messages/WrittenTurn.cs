namespace PromptCaching.Messages;

/// <summary>A turn and what it is as JSON, with the comma that stands before it.</summary>
/// <param name="Message">The turn.</param>
/// <param name="Json">UTF-8.</param>
internal readonly record struct WrittenTurn(InputMessage Message, ReadOnlyMemory<byte> Json);
