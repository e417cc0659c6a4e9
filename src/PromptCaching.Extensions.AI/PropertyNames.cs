namespace PromptCaching.Extensions.AI;

/// <summary>The names of what we keep among the additional properties of others' objects.</summary>
internal static class PropertyNames
{
    public const string Call = "claude:call";
    public const string Report = "claude:report";

    /// <summary>The JSON of the block that a content stands for. Unlike a raw representation it survives where a conversation is stored.</summary>
    public const string Block = "claude:block";

    /// <summary>Says of a content that it ends a text which was streamed in pieces: it has no text of its own, but the block that they amount to.</summary>
    public const string End = "claude:end";

    public const string Marker = "claude:cache_control";
}
