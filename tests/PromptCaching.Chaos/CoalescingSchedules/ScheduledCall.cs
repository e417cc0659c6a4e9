using PromptCaching.Tests.ResponseCaching.InFlight;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>One upstream call, whose script goes on one step at a time.</summary>
internal sealed class ScheduledCall(GatedCall call, AnswerScript script, int leader, LogicalTime time)
{
    private readonly Lock _gate = new();
    private int _step;

    public AnswerScript Script { get; } = script;

    /// <summary>Gets the caller for whom it was begun.</summary>
    public int Leader { get; } = leader;

    public long ArrivedAt { get; } = time.Next();

    /// <summary>Gets when the server began to let go of what ends the answer: from then on nobody has to join any more.</summary>
    public long EndsAt { get; private set; } = LogicalTime.Never;

    public bool IsOver
    {
        get
        {
            lock (_gate)
            {
                return _step > Script.Pieces.Count + 1;
            }
        }
    }

    public GatedCall Gated => call;

    /// <summary>Gets or sets a value indicating whether a response was handed over, which whoever took it has to let go.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Does the next step: the head, a piece, the end.</summary>
    public void Advance()
    {
        lock (_gate)
        {
            if (EndsAt == LogicalTime.Never && IsLastStep())
            {
                EndsAt = time.Next();
            }

            Do(_step++);
        }
    }

    private bool IsLastStep() =>
        Script.End is ScriptEnd.Refusal or ScriptEnd.NoConnection || _step >= Script.Pieces.Count;

    private void Do(int step)
    {
        if (step == 0)
        {
            Begin();
        }
        else if (step <= Script.Pieces.Count)
        {
            call.Send(Script.Pieces[step - 1]);
        }
        else if (Script.End == ScriptEnd.Reset)
        {
            call.Break(new IOException(AnswerScript.Broken));
        }
        else
        {
            call.End();
        }
    }

    private void Begin()
    {
        switch (Script.End)
        {
            case ScriptEnd.NoConnection:
                call.Break(new HttpRequestException(AnswerScript.Broken));
                break;
            case ScriptEnd.Refusal:
                call.Answer(status: AnswerScript.Status);
                break;
            default:
                call.Answer(Script.IsStream);
                break;
        }
    }
}
