using System.Text;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>The prefixes of one prompt, shortest first: a hash for every block boundary, in the order in which the API renders.</summary>
internal sealed class PromptPath
{
    /// <summary>What an inline picture counts for at most, whatever its bytes: about 1,600 tokens at four bytes each.</summary>
    private const int MostImageBytes = 6400;

    private PromptPath(PathStep[] steps, ulong root)
    {
        Steps = steps;
        Root = root;
    }

    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>Gets the hash of what no entry is shared across: model and isolation.</summary>
    public ulong Root { get; }

    /// <summary>Gets the hash of tools and system prompt; that of the first block where there are neither.</summary>
    public ulong Head => Steps.LastOrDefault(static step => step.Block.Level != PromptLevel.Messages) is { Block: not null } head ? head.Hash
        : Steps.Count > 0 ? Steps[0].Hash
        : Root;

    /// <param name="request">The outline of the body.</param>
    /// <param name="isolation">A hash of whatever else keeps caches apart, such as the workspace.</param>
    public static PromptPath Of(RequestOutline request, ulong isolation)
    {
        var root = BlockHash.Join(BlockHash.Of(Encoding.UTF8.GetBytes(request.Model ?? "")), isolation);
        var steps = new PathStep[request.Blocks.Count(static block => !block.IsDeferred)];
        var inputs = LevelInputs.Of(request);
        var (hash, messages, bytes, place) = (root, 0UL, 0, -1);
        BlockOutline? previous = null;
        var index = 0;
        foreach (var block in request.Blocks)
        {
            if (block.IsDeferred)
            {
                continue;
            }

            hash = inputs.Enter(hash, previous?.Level ?? PromptLevel.Tools, block.Level);
            hash = BlockHash.Join(hash, block.Hash + (ulong)block.Role);
            messages = block.Level == PromptLevel.Messages ? BlockHash.Join(messages, block.Hash + (ulong)block.Role) : messages;
            bytes += block.HasImage ? Math.Min(block.End - block.Start, MostImageBytes) : block.End - block.Start;
            place += SharesPlace(previous, block) ? 0 : 1;
            steps[index++] = new PathStep(block, hash, bytes, place, messages);
            previous = block;
        }

        return new PromptPath(steps, root);
    }

    private static bool SharesPlace(BlockOutline? previous, BlockOutline block) =>
        previous is not null && previous.Level == PromptLevel.Messages && previous.Type == block.Type && block.Type is "tool_use" or "tool_result";
}
