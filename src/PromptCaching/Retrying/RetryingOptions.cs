namespace PromptCaching.Retrying;

/// <summary>Controls how failed attempts are repeated. Bound from <c>Claude:Retrying</c>.</summary>
public sealed class RetryingOptions
{
    /// <summary>Gets or sets a value indicating whether failed attempts are repeated.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how many attempts follow the first one at most.</summary>
    /// <value>The default is 3.</value>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Gets or sets the wait before the first repetition; it doubles with every further one.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest wait that we choose. A wait that the server asks for is kept to, however long.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the time after which no further attempt is begun, counted from the start of the call.</summary>
    /// <value>The default is 10 minutes.</value>
    /// <remarks>It never cuts an attempt that is running: a long generation is left alone, and so is an attempt that waits for a permit.</remarks>
    public TimeSpan TotalDeadline { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets a value indicating whether a Messages call is sent again when the connection broke after the request may have arrived.</summary>
    /// <value>The default is <see langword="true"/>. Such a call may be billed twice.</value>
    public bool RetryAmbiguous { get; set; } = true;
}
