namespace PromptCaching.Bodies;

/// <summary>Bytes to put in at an offset of the original body.</summary>
internal readonly record struct Splice(int Offset, ReadOnlyMemory<byte> Text);
