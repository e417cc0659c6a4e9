using System.Text;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Http;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Takes from a request what is kept of it.</summary>
internal sealed class RequestPrint
{
    public const int MostMessageBlocks = 4096;
    private readonly SharedPrints<ToolPrint> _tools = new();
    private readonly SharedPrints<SystemPrint> _systems = new();

    public RecentRequest Of(SentCall call, DateTimeOffset now)
    {
        var steps = call.Path.Steps;
        var traits = PromptTraits.None;
        var (tools, systems, toolsKey, systemKey) = (0, 0, 0UL, 0UL);
        var turn = 0;
        var assistant = -1;
        foreach (var block in call.Outline.Blocks)
        {
            traits |= (block.HasImage ? PromptTraits.Images : 0) | (block.HasCitations ? PromptTraits.Citations : 0);
            if (block.Level == PromptLevel.Messages)
            {
                turn += block.Role == MessageRole.Assistant && block.Message != assistant ? 1 : 0;
                assistant = block.Role == MessageRole.Assistant ? block.Message : assistant;
            }
            else if (block.Level == PromptLevel.System)
            {
                systems++;
                systemKey = BlockHash.Join(systemKey, block.Hash);
            }
            else if (!block.IsDeferred)
            {
                tools++;
                toolsKey = BlockHash.Join(toolsKey, block.Hash);
                traits |= ToolPrint.IsWebTool(block) ? PromptTraits.WebTools : 0;
            }
        }

        var head = tools + systems;
        return new RecentRequest
        {
            At = now,
            Model = call.Outline.Model,
            Isolation = call.Isolation,
            Betas = call.Betas,
            Parameters = call.Outline.Parameters,
            Traits = traits,
            Shape = call.Shape.Hash,
            Turn = turn,
            Tools = _tools.Find(toolsKey) ?? _tools.Add(toolsKey, ToolPrint.Of(steps, tools)),
            System = _systems.Find(systemKey) ?? _systems.Add(systemKey, SystemPrint.Of(steps, tools, systems)),
            Messages = MessagesOf(steps, head),
            Entries = EntriesOf(call),
            TailStep = steps.Count - 1,
            TailHash = steps.Count == 0 ? 0 : steps[^1].Hash,
            TailMessages = steps.Count == 0 ? 0 : steps[^1].MessagesHash,
            Opening = head < steps.Count ? steps[head].MessagesHash : 0,
        };
    }

    /// <summary>Adds what is needed only to compare, while the body is still at hand.</summary>
    public static void Complete(RecentRequest request, SentCall call)
    {
        request.Tools.Complete(call.Path.Steps, call.Body.Span);
        request.System.Complete(call.Path.Steps, request.Tools.Blocks.Length, call.Body.Span);
    }

    public static ulong BetasOf(HttpRequestMessage request) => HashOf(request.Headers.Find(ClaudeHeaders.Beta));

    private static ulong HashOf(string? text) => text is null ? 0 : BlockHash.Of(Encoding.UTF8.GetBytes(text));

    private static ulong[] MessagesOf(IReadOnlyList<PathStep> steps, int head)
    {
        var messages = new ulong[Math.Min(steps.Count - head, MostMessageBlocks)];
        for (var index = 0; index < messages.Length; index++)
        {
            var block = steps[head + index].Block;
            messages[index] = block.Hash + (ulong)block.Role;
        }

        return messages;
    }

    private static SentEntry[] EntriesOf(SentCall call)
    {
        var steps = call.Path.Steps;
        if (steps.Count == 0)
        {
            return [];
        }

        var entries = new SentEntry[call.Markers.Count];
        var index = 0;
        foreach (var marker in call.Markers)
        {
            entries[index++] = new SentEntry(marker.Step, steps[marker.Step].Place, steps[marker.Step].Bytes * call.TokensPerByte, marker.IsOneHour);
        }

        Array.Sort(entries, static (one, other) => one.Step.CompareTo(other.Step));
        return entries;
    }
}
