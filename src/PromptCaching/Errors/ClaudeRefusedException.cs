namespace PromptCaching;

/// <summary>We refused a call before sending anything: nothing was billed.</summary>
public sealed class ClaudeRefusedException : ClaudeException
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeRefusedException"/> class.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ClaudeRefusedException(RefusalReason reason, string message, Exception? innerException = null)
        : base(message, innerException) => Reason = reason;

    /// <summary>Gets why the call was refused.</summary>
    public RefusalReason Reason { get; }

    /// <summary>Gets the name of the budget that has no room for the call.</summary>
    /// <value>The default is <see langword="null"/>: it was refused for another reason.</value>
    public string? Budget { get; init; }
}
