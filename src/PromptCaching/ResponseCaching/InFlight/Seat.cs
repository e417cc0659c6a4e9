namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>One caller who waits for an answer.</summary>
/// <param name="report">Tells what became of that caller's call.</param>
/// <param name="isLeader">Whether the upstream call was begun for it.</param>
internal sealed class Seat(CallReport report, bool isLeader)
{
    public CallReport Report { get; } = report;

    public bool IsLeader { get; } = isLeader;

    /// <summary>Gets or sets where the caller begins to read, once there is something to read.</summary>
    public AnswerPosition? Beginning { get; set; }

    public bool IsLeft { get; set; }
}
