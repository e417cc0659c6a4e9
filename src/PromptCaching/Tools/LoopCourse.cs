using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>Where a loop stands: what was said, what is asked next, whether it has ended. The conversation only ever grows at its end.</summary>
internal sealed class LoopCourse
{
    private readonly ToolLoopOptions _options;
    private readonly List<InputMessage> _conversation;
    private readonly List<ToolTurn> _turns = [];
    private IReadOnlyList<ToolOutcome> _takenUp = [];
    private MessageRequest _asking;
    private Message? _answer;
    private bool _wantsMore;

    public LoopCourse(MessageRequest request, ToolBox tools, ToolLoopOptions options)
    {
        _options = options;
        _conversation = [.. request.Messages];
        _asking = request with { Tools = tools.Listed(request.Tools) };
        Calls = NextStep.LeftOver(_conversation);
    }

    /// <summary>Gets the calls that are to be run before the model is asked: at first those that the request ended with.</summary>
    public IReadOnlyList<ToolUseBlock> Calls { get; private set; }

    /// <summary>Gets what the model is asked next.</summary>
    public MessageRequest Request => _asking with { Messages = [.. _conversation] };

    /// <summary>Gets what the loop came to.</summary>
    /// <value><see langword="null"/> while it goes on.</value>
    /// <exception cref="ToolLoopLimitException">The turns are used up, and the model wants to go on.</exception>
    public ToolLoopResult? Result
    {
        get
        {
            if (_answer is null || (_wantsMore && _turns.Count < _options.MaxTurns))
            {
                return null;
            }

            var result = new ToolLoopResult { Answer = _answer, Messages = [.. _conversation], Turns = [.. _turns], TakenUp = _takenUp };
            return _wantsMore ? throw new ToolLoopLimitException(result) : result;
        }
    }

    public void Answered(Message answer)
    {
        if (answer.Content.Count > 0)
        {
            _conversation.Add(Returnable.Of(answer));
        }

        var next = NextStep.After(answer);
        (_answer, _wantsMore) = (answer, next.WantsMore);
        Calls = _turns.Count + 1 < _options.MaxTurns ? next.Calls : [];
    }

    /// <summary>Takes what became of the <see cref="Calls"/>: the end of a turn, unless they came with the request.</summary>
    public ToolTurn? Ran(IReadOnlyList<ToolOutcome> outcomes)
    {
        if (outcomes.Count > 0)
        {
            _conversation.Add(InputMessage.User([.. outcomes.Select(static outcome => outcome.Result)]));
        }

        if (_answer is null)
        {
            _takenUp = outcomes;
            return null;
        }

        var turn = new ToolTurn(_answer, outcomes);
        _turns.Add(turn);
        _options.Progress?.Report(turn);
        _asking = NextStep.InContainerOf(_answer, NextStep.Unforced(_asking));
        return turn;
    }
}
