using System.Globalization;

namespace PromptCaching;

/// <summary>A tool loop had all the turns that it may have, and the model wants to go on.</summary>
/// <remarks>The tools that its last answer asks for were not run. <c>RunToolsAsync</c> with the messages reached runs them and goes on.</remarks>
public sealed class ToolLoopLimitException : ClaudeException
{
    /// <summary>Initializes a new instance of the <see cref="ToolLoopLimitException"/> class.</summary>
    /// <param name="reached">What was reached.</param>
    public ToolLoopLimitException(ToolLoopResult reached)
        : base(Sentence(reached))
    {
        Reached = reached;
        RequestId = reached.Answer.GetCallReport()?.RequestId;
        MayHaveBeenBilled = true;
    }

    /// <summary>Gets what was reached: the last answer, the conversation and every turn.</summary>
    public ToolLoopResult Reached { get; }

    private static string Sentence(ToolLoopResult reached)
    {
        ArgumentNullException.ThrowIfNull(reached);
        var turns = reached.Turns.Count.ToString(CultureInfo.InvariantCulture);
        return $"The model was asked {turns} times and wants to go on: allow more turns (ToolLoopOptions.MaxTurns), or go on from Reached.Messages.";
    }
}
