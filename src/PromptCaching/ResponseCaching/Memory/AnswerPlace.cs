namespace PromptCaching.ResponseCaching.Memory;

/// <summary>Where an answer is held: its key and its form.</summary>
internal readonly record struct AnswerPlace(string Key, bool IsStream);
