using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The blocks that reach the model, in the order in which they are rendered.</summary>
internal static class RenderedBlocks
{
    public static IReadOnlyList<RequestBlock> Of(JsonElement body, IReadOnlyList<RequestBlock> blocks)
    {
        var lastUser = LastUserMessage(blocks);
        var kept = new List<RequestBlock>(blocks.Count);
        var web = new List<RequestBlock>();
        foreach (var block in EarlierThinking.Strip(body, blocks))
        {
            if (block.Level != PromptLevel.Tools)
            {
                kept.AddRange(web);
                web.Clear();
            }

            if (!block.IsDeferredTool && !IsCleared(block, lastUser))
            {
                (block.IsWebTool ? web : kept).Add(block);
            }
        }

        kept.AddRange(web);
        return kept;
    }

    /// <summary>A turn-scoped system message is gone as soon as the user has spoken again.</summary>
    private static bool IsCleared(RequestBlock block, int lastUser) => block.TurnScoped && block.Message < lastUser;

    private static int LastUserMessage(IReadOnlyList<RequestBlock> blocks)
    {
        for (var index = blocks.Count - 1; index >= 0; index--)
        {
            if (blocks[index] is { Level: PromptLevel.Messages, Role: "user" } user)
            {
                return user.Message;
            }
        }

        return -1;
    }
}
