namespace PromptCaching.Storage.Files;

/// <summary>A file of ours as the directory lists it; it may be gone by now.</summary>
internal readonly record struct FoundFile(string Path, long Bytes, DateTimeOffset WrittenAt, bool IsUnfinished);
