using PromptCaching.Messages.Content;

namespace QuickStart;

/// <summary>The long text that every question is about, and how to name it in a sentence.</summary>
internal sealed record SourceText(string Name, IReadOnlyList<string> Parts)
{
    private const string Task =
        "Answer questions about the following text in at most three sentences. Say so when it does not hold the answer.";

    public int Characters => Parts.Sum(static part => part.Length);

    /// <summary>Makes the system prompt. The same for every question: a prompt cache finds nothing but equal beginnings.</summary>
    public MessageContent ToSystem() =>
        MessageContent.FromBlocks([new TextBlock(Task), .. Parts.Select(static part => new TextBlock(part))]);
}
