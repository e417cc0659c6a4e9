namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>How far one reader has come.</summary>
internal readonly record struct AnswerPosition(AnswerChunk Chunk, int Offset);
