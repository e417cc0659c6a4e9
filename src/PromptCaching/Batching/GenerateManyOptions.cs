namespace PromptCaching;

/// <summary>How many requests are sent. Given with the call, not bound from configuration.</summary>
public sealed record GenerateManyOptions
{
    private readonly int _maxConcurrency = 3;
    private readonly string? _checkpoint;

    /// <summary>Gets the most requests (or, in batches, the most batches) that are under way at once.</summary>
    /// <value>The default is 3.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxConcurrency
    {
        get => _maxConcurrency;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrency));
            _maxConcurrency = value;
        }
    }

    /// <summary>Gets a value indicating whether results come in the order of their requests.</summary>
    /// <value>The default is <see langword="false"/>: each comes as soon as it is there.</value>
    /// <remarks>
    /// A slow answer holds up those behind it; at most ten times <see cref="MaxConcurrency"/> wait for it. Batches answer in any order, so there
    /// all answers may have to wait in memory.
    /// </remarks>
    public bool InOrder { get; init; }

    /// <summary>Gets who is told after every result how far the run has come.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    public IProgress<GenerateManyProgress>? Progress { get; init; }

    /// <summary>Gets the path of a file that keeps every answer as soon as it is there, so that a later run goes on where this one ended.</summary>
    /// <value>The default is <see langword="null"/>: nothing is kept.</value>
    /// <remarks>
    /// The file is made if it is not there, readable for its owner only: it holds the answers as they are. It is only appended to; one run at a
    /// time can use it. An answer is found again by the whole of its request, the caller's id and scope, so a file of other requests gives nothing.
    /// </remarks>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public string? Checkpoint
    {
        get => _checkpoint;
        init
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(Checkpoint));
            }

            _checkpoint = value;
        }
    }

    /// <summary>Gets the clock of waits: a request that is turned away (no quota, overloaded) is asked again for up to an hour.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets how to use the Message Batches API: within a day, for half the price.</summary>
    /// <value>The default is <see langword="null"/>: each request is a call of its own, answered at once.</value>
    public GenerateManyBatches? Batches { get; init; }
}
