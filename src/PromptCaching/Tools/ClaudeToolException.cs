namespace PromptCaching;

/// <summary>What a tool throws to tell the model what is wrong, so that it can try something else.</summary>
/// <remarks>Its message reaches the model even where the messages of other exceptions are hidden.</remarks>
public sealed class ClaudeToolException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeToolException"/> class.</summary>
    /// <param name="message">What is wrong and what to do, in words for the model.</param>
    /// <param name="innerException">What caused it; the model does not see it.</param>
    public ClaudeToolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
