namespace PromptCaching;

/// <summary>Something about a call failed: the connection broke, or an answer ended before it was whole.</summary>
/// <remarks>The base of <see cref="ClaudeApiException"/> and <see cref="ClaudeRefusedException"/>. Cancellation by the caller is never one of these.</remarks>
public class ClaudeException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="ClaudeException"/> class.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ClaudeException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the API's id of the request, which its support asks for.</summary>
    /// <value><see langword="null"/> when no answer came.</value>
    public string? RequestId { get; init; }

    /// <summary>Gets how long to wait before asking again.</summary>
    /// <value><see langword="null"/> when nobody said.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets a value indicating whether the failed call may have been billed: its answer had begun, or the end of an attempt is unknown.</summary>
    /// <value>The default is <see langword="false"/>: nothing says so.</value>
    public bool MayHaveBeenBilled { get; init; }

    /// <summary>Gets a value indicating whether whoever threw it repeated the call already as often as it may be: layers must not multiply.</summary>
    internal bool IsGivenUp { get; init; }
}
