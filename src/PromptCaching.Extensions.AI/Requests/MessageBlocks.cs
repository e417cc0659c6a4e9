using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>The contents of one message as blocks. Those that came from the API and were not changed are the very blocks that came.</summary>
internal static class MessageBlocks
{
    public static List<ContentBlock> Of(ChatMessage message, Role role)
    {
        List<ContentBlock> blocks = [];
        var whole = 0;
        foreach (var content in message.Contents)
        {
            if (ContentOrigin.Of(content) is not { } block)
            {
                blocks.AddRange(ContentBlocks.Of(content));
            }
            else if (ContentOrigin.IsEnd(content))
            {
                TextRuns.Replace(blocks, whole, block);
                whole = blocks.Count;
            }
            else if (ContentOrigin.IsUnchanged(block, content))
            {
                blocks.Add(Markers.On(block, content));
                whole = blocks.Count;
            }
            else
            {
                blocks.AddRange(ContentBlocks.Of(content));
            }
        }

        return role != Role.System || blocks.TrueForAll(static block => block is TextBlock or ToolAdditionBlock or ToolRemovalBlock)
            ? blocks
            : throw new NotSupportedException("A system message holds more than text: Claude takes images and documents in messages of the user.");
    }
}
