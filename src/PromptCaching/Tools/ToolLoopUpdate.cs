using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>Something that happened in a streamed tool loop. More kinds may come.</summary>
public abstract record ToolLoopUpdate
{
    private protected ToolLoopUpdate()
    {
    }
}

/// <summary>The model writes: one event of an answer, as <see cref="MessageStream"/> gives it out.</summary>
/// <param name="Event">The event.</param>
/// <param name="Input">The input of a tool as far as it has come, where the event adds to one; else <see langword="null"/>.</param>
public sealed record ToolLoopEvent(MessageStreamEvent Event, ToolInputSoFar? Input) : ToolLoopUpdate
{
    /// <summary>Gets the text that the event adds to the answer.</summary>
    /// <value><see langword="null"/> for every other event.</value>
    public string? Text => Event is ContentBlockDeltaEvent { Delta: TextDelta delta } ? delta.Text : null;
}

/// <summary>A tool begins to run.</summary>
/// <param name="Call">What the model asked for.</param>
public sealed record ToolLoopCallBegun(ToolUseBlock Call) : ToolLoopUpdate;

/// <summary>A tool has run, or cannot be run.</summary>
/// <param name="Outcome">What became of it.</param>
public sealed record ToolLoopCallEnded(ToolOutcome Outcome) : ToolLoopUpdate;

/// <summary>A turn is over: its answer is whole and its tools have run.</summary>
/// <param name="Turn">The turn.</param>
public sealed record ToolLoopTurnEnded(ToolTurn Turn) : ToolLoopUpdate;

/// <summary>The loop is over; always the last.</summary>
/// <param name="Result">What it came to.</param>
public sealed record ToolLoopEnded(ToolLoopResult Result) : ToolLoopUpdate;
