namespace PromptCaching.Retrying;

/// <summary>Controls how failed attempts are repeated. Bound from <c>Claude:Retrying</c>.</summary>
public sealed class RetryingOptions
{
    /// <summary>Gets or sets a value indicating whether failed attempts are repeated; without it there are no timeouts and no circuit breaker either.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many attempts follow the first one at most.</summary>
    /// <value>The default is 3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Gets or sets the wait before the first repetition.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets by how much each wait is longer than the one before.</summary>
    /// <value>The default is 2: waits double.</value>
    public double BackoffFactor { get; set; } = 2;

    /// <summary>Gets or sets the longest wait that we choose. A wait that the server asks for is kept to, however long.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets a value indicating whether chance changes the waits, so that callers who failed together do not come back together.</summary>
    /// <value>The default is <see langword="true"/>: 75 to 100 % of a wait of ours, and up to <see cref="BaseDelay"/> on top of one of the server's.</value>
    public bool Jitter { get; set; } = true;

    /// <summary>Gets or sets the time after which no further attempt is begun, counted from the start of the call.</summary>
    /// <value>The default is 10 minutes.</value>
    /// <remarks>It never cuts an attempt that is running: a long generation is left alone, and so is an attempt that waits for a permit.</remarks>
    public TimeSpan TotalDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets a value indicating whether a Messages call is sent again after a failure that leaves open whether it was answered.</summary>
    /// <value>The default is <see langword="true"/>. Such a call may be billed twice; <see cref="CallReport.AmbiguousAttempts"/> counts.</value>
    public bool RetryAmbiguous { get; set; } = true;

    /// <summary>Gets or sets how many repetitions each call earns for all calls to the same address together.</summary>
    /// <value>
    /// The default is 0.1: during a long outage at most one attempt in ten is repeated. Ten repetitions are in stock, and one more is
    /// earned in a minute in which there are few calls, so that a healthy process repeats an isolated failure at once. As much as <see
    /// cref="MaxRetries"/>, or more, means no limit.
    /// </value>
    public double RetryBudget { get; set; } = 0.1;

    /// <summary>Gets or sets a value indicating whether calls are refused at once while the API fails (5xx, no connection).</summary>
    /// <value>The default is <see langword="true"/>. Each address and model is judged for itself.</value>
    public bool CircuitBreaker { get; set; } = true;

    /// <summary>Gets or sets the share of failed attempts, of those of the last five to ten seconds, from which on calls are refused.</summary>
    /// <value>The default is 0.5.</value>
    public double BreakerFailureShare { get; set; } = 0.5;

    /// <summary>Gets or sets how many attempts there must be in that time before the share says anything.</summary>
    /// <value>The default is 20.</value>
    public int BreakerMinAttempts { get; set; } = 20;

    /// <summary>Gets or sets for how long calls are refused before one is let through to see whether the API is back.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets how long an attempt may wait for its answer to begin, where that is not the whole: a stream, a count, a list.</summary>
    /// <value>The default is 5 minutes. <see cref="Timeout.InfiniteTimeSpan"/> means no limit.</value>
    public TimeSpan FirstByteTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long an attempt may wait for an answer that comes whole: a message that is not streamed, an upload.</summary>
    /// <value>The default is 1 hour. <see cref="Timeout.InfiniteTimeSpan"/> means no limit.</value>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets how long an answer that has begun may be silent: no event, no ping.</summary>
    /// <value>The default is 2 minutes. <see cref="Timeout.InfiniteTimeSpan"/> means no limit.</value>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets the models that are asked in turn when the one that was wanted is overloaded.</summary>
    /// <value>The default is empty: none. The answer is stored under the model that gave it; see <see cref="CallReport.FallbackFrom"/>.</value>
    public IList<string> FallbackModels { get; set; } = [];
}
