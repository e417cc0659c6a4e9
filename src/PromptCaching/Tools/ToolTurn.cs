using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>One turn of a tool loop: an answer, and what became of the tools that it asks for.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Outcomes">One for each call to a tool, in the order of the calls; empty when none was run.</param>
public sealed record ToolTurn(Message Answer, IReadOnlyList<ToolOutcome> Outcomes)
{
    /// <summary>Gets the report of the call that the answer came from.</summary>
    /// <value><see langword="null"/> when it did not come through the chain.</value>
    public CallReport? Report => Answer.GetCallReport();
}
