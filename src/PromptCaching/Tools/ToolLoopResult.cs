using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>What a tool loop came to.</summary>
public sealed record ToolLoopResult
{
    /// <summary>Gets the last answer. Its stop reason tells an end from a cut or a refusal.</summary>
    public required Message Answer { get; init; }

    /// <summary>Gets the whole conversation as it was sent, the last answer included: add a turn of the user's to go on.</summary>
    public required IReadOnlyList<InputMessage> Messages { get; init; }

    /// <summary>Gets every turn, oldest first.</summary>
    public required IReadOnlyList<ToolTurn> Turns { get; init; }

    /// <summary>Gets what became of the calls to tools that the request ended with: it took up a loop that had been broken off.</summary>
    /// <value>Empty when it ended with none.</value>
    public IReadOnlyList<ToolOutcome> TakenUp { get; init; } = [];

    /// <summary>Gets the reports of all calls, oldest first; those of answers that did not come through the chain are missing.</summary>
    public IReadOnlyList<CallReport> Reports => [.. Turns.Select(static turn => turn.Report).OfType<CallReport>()];

    /// <summary>Gets what all calls cost together, in USD.</summary>
    /// <value><see langword="null"/> when that of one is not known.</value>
    public decimal? Cost => Turns.Aggregate((decimal?)0, static (sum, turn) => sum + turn.Report?.Cost);
}
