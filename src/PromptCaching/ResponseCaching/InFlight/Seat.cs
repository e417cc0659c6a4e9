namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>One caller who waits for an answer.</summary>
/// <param name="report">Tells what became of that caller's call.</param>
/// <param name="isLeader">Whether the upstream call was begun for it.</param>
internal sealed class Seat(CallReport report, bool isLeader)
{
    private AnswerPosition? _beginning;

    public CallReport Report { get; } = report;

    public bool IsLeader { get; } = isLeader;

    public bool IsLeft { get; private set; }

    /// <summary>Says where the caller begins to read, once there is something to read.</summary>
    public void Begin(AnswerPosition? beginning) => _beginning = IsLeft ? null : beginning;

    /// <summary>Hands the beginning out once: a seat that kept it would keep everything that its caller has read.</summary>
    public AnswerPosition TakeBeginning()
    {
        var beginning = _beginning!.Value;
        _beginning = null;
        return beginning;
    }

    public void Leave() => (IsLeft, _beginning) = (true, null);
}
