using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Puts the block that a stream ended with in the place of the pieces that it was streamed in.</summary>
internal static class TextRuns
{
    /// <summary>Replaces the pieces at the end. If they do not amount to the block, somebody changed them: then they stay as they are.</summary>
    public static void Replace(List<ContentBlock> blocks, int from, ContentBlock whole)
    {
        var text = TextOf(whole);
        var first = blocks.Count;
        var length = 0;
        while (first > from && length < text.Length && IsPieceOf(blocks[first - 1], whole))
        {
            length += TextOf(blocks[--first]).Length;
        }

        if (text == string.Concat(blocks.Skip(first).Select(TextOf)))
        {
            blocks.RemoveRange(first, blocks.Count - first);
            blocks.Add(whole);
        }
    }

    private static bool IsPieceOf(ContentBlock piece, ContentBlock whole) => piece.GetType() == whole.GetType();

    private static string TextOf(ContentBlock block) => block switch
    {
        TextBlock text => text.Text,
        ThinkingBlock thinking => thinking.Thinking,
        _ => "",
    };
}
