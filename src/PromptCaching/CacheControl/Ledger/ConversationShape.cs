using System.Numerics;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>What requests of one application have in common even where their texts differ: the ground on which unseen ones are judged.</summary>
/// <param name="Hash">Equal for requests of one application, by the beginning of its system prompt.</param>
/// <param name="Form">Equal for requests that are built alike, whatever they say.</param>
/// <param name="Turn">How often the assistant has spoken.</param>
internal readonly record struct ConversationShape(ulong Hash, ulong Form, int Turn)
{
    /// <summary>How much of the system prompt counts: enough to tell applications apart, too little to reach a time of day.</summary>
    private const int MostSystemBytes = 32;

    public static ConversationShape Of(RequestOutline request, ReadOnlySpan<byte> body)
    {
        var (tools, systemBlocks, turn, lead) = (0, 0, 0, 0UL);
        var assistant = -1;
        foreach (var block in request.Blocks)
        {
            var size = block.End - block.Start;
            switch (block.Level)
            {
                case PromptLevel.Tools:
                    tools++;
                    break;
                case PromptLevel.System:
                    lead = systemBlocks == 0 ? BlockHash.Of(body.Slice(block.Start, Math.Min(MostSystemBytes, size / 2))) : lead;
                    systemBlocks++;
                    break;
                case PromptLevel.Messages when block.Role == MessageRole.Assistant && block.Message != assistant:
                    assistant = block.Message;
                    turn++;
                    break;
                default:
                    break;
            }
        }

        // The model is left out: how a conversation goes on does not depend on who answers.
        var form = ((ulong)BitOperations.Log2((uint)tools + 1) << 32) | ((ulong)systemBlocks << 16) | (uint)BitOperations.Log2((uint)request.MaxTokens + 1);
        return new ConversationShape(BlockHash.Join(lead, form), BlockHash.Join(0, form), turn);
    }
}
