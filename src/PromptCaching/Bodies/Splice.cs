namespace PromptCaching.Bodies;

/// <summary>Bytes to put in at an offset of the original body.</summary>
/// <param name="Offset">Where they go.</param>
/// <param name="Text">The bytes; none to only leave something out.</param>
/// <param name="Replaced">How many of the original bytes from there on are left out.</param>
internal readonly record struct Splice(int Offset, ReadOnlyMemory<byte> Text, int Replaced = 0);
