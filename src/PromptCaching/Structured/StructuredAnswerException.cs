using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>The model answered, but not with the value that was asked for: it refused, was cut, or wrote something else.</summary>
public sealed class StructuredAnswerException : ClaudeException
{
    /// <summary>Initializes a new instance of the <see cref="StructuredAnswerException"/> class.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="innerException">What reading it threw.</param>
    public StructuredAnswerException(string message, Message answer, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Answer = answer;
        RequestId = answer.GetCallReport()?.RequestId;
        MayHaveBeenBilled = true;
    }

    /// <summary>Gets the answer as it came; its stop reason tells a refusal from a cut.</summary>
    public Message Answer { get; }
}
