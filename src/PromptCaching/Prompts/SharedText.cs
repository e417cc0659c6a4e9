using PromptCaching.CacheControl;
using PromptCaching.Messages;

namespace PromptCaching.Prompts;

/// <summary>Looks for volatile text in the part of a prompt that all requests share.</summary>
internal static class SharedText
{
    private const string AnyQuestion = "?";

    public static IReadOnlyList<VolatileText> Volatile(PromptParts parts)
    {
        // A turn of its own behind the documents makes them an earlier turn, which the lint looks at.
        InputMessage[] conversation = [InputMessage.User(AnyQuestion), InputMessage.User(AnyQuestion)];
        return PrefixLint.FindVolatileText(PromptAssembly.Request(parts with { UserTexts = [] }, conversation).ToUtf8Bytes());
    }
}
