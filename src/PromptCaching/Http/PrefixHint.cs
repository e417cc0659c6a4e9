namespace PromptCaching;

/// <summary>What a caller knows about the future of a prompt and the library can only guess.</summary>
public enum PrefixHint
{
    /// <summary>This prompt will be used again, to its end: it is written to the prompt cache as if that were certain.</summary>
    Reused,

    /// <summary>Nothing goes on from the end of this prompt: it is not written. Tools, system prompt and documents are judged by their odds.</summary>
    OneShot,
}
