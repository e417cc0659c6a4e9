namespace PromptCaching.Bodies;

/// <summary>What is known of an answer so far; filled as its bytes pass by.</summary>
internal sealed class AnswerOutline
{
    public string? MessageId { get; set; }

    public string? Model { get; set; }

    public string? StopReason { get; set; }

    public AnswerUsage Usage { get; } = new();

    /// <summary>Gets or sets a value indicating whether the counters were seen at all.</summary>
    public bool HasUsage { get; set; }

    /// <summary>Gets or sets a value indicating whether the answer came to its own end: the whole JSON object, or <c>message_stop</c>.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Gets or sets a value indicating whether something came that could not be read, or came where it could not come.</summary>
    public bool IsMalformed { get; set; }

    /// <summary>Gets or sets a value indicating whether the bytes are compressed, so that nobody here can say anything about the answer.</summary>
    public bool IsEncoded { get; set; }

    /// <summary>Gets or sets what the API says about a cache miss, where it was asked and saw a difference.</summary>
    public string? CacheMissReason { get; set; }

    /// <summary>Gets or sets the tokens that the API says were missed, by its own estimate.</summary>
    public long? CacheMissedTokens { get; set; }

    /// <summary>Gets or sets how many pieces of content a stream has brought.</summary>
    public int Deltas { get; set; }

    /// <summary>Gets or sets what was worked out of this once; belongs to who works out prices.</summary>
    public object? Priced { get; set; }

    /// <summary>Gets or sets the type of the error that came inside the answer.</summary>
    public string? Error { get; set; }
}
