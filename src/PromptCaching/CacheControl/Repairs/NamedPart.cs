namespace PromptCaching.CacheControl.Repairs;

/// <summary>A tool of a list or a member of an object, by its name and by where its bytes stand in the body.</summary>
internal readonly record struct NamedPart(string Name, int Start, int End);
