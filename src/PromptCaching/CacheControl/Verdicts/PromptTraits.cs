namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What changes the rendering of a prompt by being in it at all.</summary>
[Flags]
internal enum PromptTraits
{
    None = 0,
    Images = 1,
    Citations = 2,
    WebTools = 4,
}
