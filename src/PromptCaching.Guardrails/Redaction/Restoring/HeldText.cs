namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>The end of what a block has said that may be the beginning of a placeholder, and an event that can carry it if nothing follows.</summary>
/// <param name="Text">The text.</param>
/// <param name="Event">The last event of the block, whole.</param>
/// <param name="Start">Where the inside of its string begins.</param>
/// <param name="Length">How many bytes that has.</param>
internal sealed record HeldText(string Text, byte[] Event, int Start, int Length);
