namespace PromptCaching.Accounting;

/// <summary>One line of the ledger: an attempt that was answered or may have been billed, or a call that somebody else's answer served.</summary>
public sealed record UsageEntry
{
    /// <summary>Gets when the attempt was sent, or the call was served (UTC).</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets who answered: the API for every attempt that left, whatever became of it; else the response cache, or another call.</summary>
    public CallSource Source { get; init; }

    /// <summary>Gets the API's id of the request.</summary>
    /// <value><see langword="null"/> when no answer came.</value>
    public string? RequestId { get; init; }

    /// <summary>Gets the id of the message.</summary>
    /// <value><see langword="null"/> when no message began.</value>
    public string? MessageId { get; init; }

    /// <summary>Gets the model that answered, or the one that was asked.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the scope of the call.</summary>
    /// <value><see langword="null"/> when the call named none.</value>
    public string? Scope { get; init; }

    /// <summary>Gets the tags of the call.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets how much is known of the tokens.</summary>
    public UsageKnowledge Knowledge { get; init; }

    /// <summary>Gets the tokens that were billed; none for an error and for what the API did not answer.</summary>
    /// <value><see langword="null"/> when nothing is known; at least these when a part is known.</value>
    public TokenUsage? Usage { get; init; }

    /// <summary>Gets the cost in USD; at least this when a part is known.</summary>
    /// <value><see langword="null"/> when it is not known, also because the model has no known price.</value>
    public decimal? Cost { get; init; }

    /// <summary>Gets what the same answer would have cost without any cache, in USD: reads and writes at the plain rate.</summary>
    /// <value><see langword="null"/> when it is not known.</value>
    public decimal? CostWithoutCaching { get; init; }

    /// <summary>Gets why there is no whole answer: the API's type of error, or <c>canceled</c>, <c>connection</c>, <c>incomplete</c>.</summary>
    /// <value><see langword="null"/> when nothing went wrong.</value>
    public string? Error { get; init; }

    /// <summary>Gets a value indicating whether the call was made to keep a prefix in the prompt cache.</summary>
    public bool IsKeepWarm { get; init; }
}
