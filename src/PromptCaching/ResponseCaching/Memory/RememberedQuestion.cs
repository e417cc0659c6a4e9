using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>A question with the bytes that asked it, spelled as its caller spelled them.</summary>
internal sealed record RememberedQuestion(Question Question, ReadOnlyMemory<byte> Body);
