using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>The tools of one turn at work, told as they begin and finish.</summary>
internal sealed class ToolRun
{
    /// <summary>Gets what became of the calls, in their order; there once the run was followed to its end.</summary>
    public IReadOnlyList<ToolOutcome> Outcomes { get; private set; } = [];

    /// <remarks>Who leaves takes the tools along: nothing goes on that nobody would hear of.</remarks>
    public async IAsyncEnumerable<ToolLoopUpdate> FollowAsync(
        ToolBox tools, IReadOnlyList<ToolUseBlock> calls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
        {
            yield break;
        }

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var happened = Channel.CreateUnbounded<ToolLoopUpdate>();
        var running = RunAsync(tools, calls, happened.Writer, leaving.Token);
        try
        {
            await foreach (var update in happened.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Outcomes = await running.ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<ToolOutcome>> RunAsync(
        ToolBox tools, IReadOnlyList<ToolUseBlock> calls, ChannelWriter<ToolLoopUpdate> happened, CancellationToken cancellationToken)
    {
        try
        {
            return await tools.RunAsync(calls, update => happened.TryWrite(update), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            happened.Complete();
        }
    }
}
