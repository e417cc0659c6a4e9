using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>Asks, runs tools, and asks again; the conversation only ever grows at its end.</summary>
internal sealed class ToolLoop(IClaudeClient client, ToolBox tools, ToolLoopOptions options, ClaudeCall? call)
{
    private readonly List<ToolTurn> _turns = [];

    public async Task<ToolLoopResult> RunAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        List<InputMessage> conversation = [.. request.Messages];
        var takenUp = await RunToolsAsync(NextStep.LeftOver(conversation), conversation, cancellationToken).ConfigureAwait(false);
        var asking = request with { Tools = tools.Listed(request.Tools) };
        while (true)
        {
            var answer = await client.CreateMessageAsync(asking with { Messages = [.. conversation] }, call, cancellationToken).ConfigureAwait(false);
            if (answer.Content.Count > 0)
            {
                conversation.Add(answer.ToInputMessage());
            }

            var next = NextStep.After(answer);
            var isLast = !next.WantsMore || _turns.Count + 1 == options.MaxTurns;
            var outcomes = isLast ? [] : await RunToolsAsync(next.Calls, conversation, cancellationToken).ConfigureAwait(false);
            var turn = new ToolTurn(answer, outcomes);
            _turns.Add(turn);
            options.Progress?.Report(turn);
            if (isLast)
            {
                var result = new ToolLoopResult { Answer = answer, Messages = [.. conversation], Turns = [.. _turns], TakenUp = takenUp };
                return next.WantsMore ? throw new ToolLoopLimitException(result) : result;
            }

            asking = NextStep.InContainerOf(answer, NextStep.Unforced(asking));
        }
    }

    private async Task<IReadOnlyList<ToolOutcome>> RunToolsAsync(
        IReadOnlyList<ToolUseBlock> calls, List<InputMessage> conversation, CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
        {
            return [];
        }

        var outcomes = await tools.RunAsync(calls, cancellationToken).ConfigureAwait(false);
        conversation.Add(InputMessage.User([.. outcomes.Select(static outcome => outcome.Result)]));
        return outcomes;
    }
}
