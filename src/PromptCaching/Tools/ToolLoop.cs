using System.Runtime.CompilerServices;
using PromptCaching.Messages;

namespace PromptCaching.Tools;

/// <summary>Asks, runs tools, and asks again, with whole answers or as they are written; what comes next is decided in one place for both.</summary>
internal sealed class ToolLoop(IClaudeClient client, ToolBox tools, ToolLoopOptions options, ClaudeCall? call)
{
    public async Task<ToolLoopResult> RunAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        var course = new LoopCourse(request, tools, options);
        while (true)
        {
            course.Ran(await tools.RunAsync(course.Calls, null, cancellationToken).ConfigureAwait(false));
            if (course.Result is { } result)
            {
                return result;
            }

            course.Answered(await client.CreateMessageAsync(course.Request, call, cancellationToken).ConfigureAwait(false));
        }
    }

    public async IAsyncEnumerable<ToolLoopUpdate> StreamAsync(MessageRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var course = new LoopCourse(request, tools, options);
        while (true)
        {
            var run = new ToolRun();
            await foreach (var update in run.FollowAsync(tools, course.Calls, cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }

            if (course.Ran(run.Outcomes) is { } turn)
            {
                yield return new ToolLoopTurnEnded(turn);
            }

            if (course.Result is { } result)
            {
                yield return new ToolLoopEnded(result);
                yield break;
            }

            var stream = await client.StreamMessageAsync(course.Request, call, cancellationToken).ConfigureAwait(false);
            await using var closing = ((IAsyncDisposable)stream).ConfigureAwait(false);
            var inputs = new ToolInputs();
            await foreach (var item in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                yield return new ToolLoopEvent(item, inputs.Apply(item));
            }

            course.Answered(await stream.GetFinalMessageAsync(cancellationToken).ConfigureAwait(false));
        }
    }
}
