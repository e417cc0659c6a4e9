namespace PromptCaching;

/// <summary>How a tool loop runs. Given with the call, not bound from configuration.</summary>
public sealed record ToolLoopOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);
    private readonly int _maxTurns = 25;
    private readonly int _maxParallel = 8;
    private readonly TimeSpan _toolTimeout = Timeout.InfiniteTimeSpan;

    /// <summary>Gets the most times that the model is asked, pauses of its own included.</summary>
    /// <value>The default is 25.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxTurns
    {
        get => _maxTurns;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxTurns));
            _maxTurns = value;
        }
    }

    /// <summary>Gets the most tools that run at once, of those that the model asks for in one turn.</summary>
    /// <value>The default is 8; 1 runs them one after the other, in the order of the calls.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxParallel
    {
        get => _maxParallel;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxParallel));
            _maxParallel = value;
        }
    }

    /// <summary>Gets the time that one run of a tool may take; the model is told when it is over, and the loop goes on.</summary>
    /// <value>The default is <see cref="Timeout.InfiniteTimeSpan"/>: as long as it takes.</value>
    /// <remarks>The tool's token is cancelled; a tool that does not look at it is left behind.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero, negative and not infinite, or longer than 24 days.</exception>
    public TimeSpan ToolTimeout
    {
        get => _toolTimeout;
        init
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(ToolTimeout));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LongestTimeout, nameof(ToolTimeout));
            }

            _toolTimeout = value;
        }
    }

    /// <summary>Gets the clock that <see cref="ToolTimeout"/> is measured by.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets a value indicating whether the model reads the messages of the exceptions that tools throw.</summary>
    /// <value>
    /// The default is <see langword="true"/>: it often knows what to do about them. Else it is told that the tool failed, and no more; the message of a
    /// <see cref="ClaudeToolException"/> is meant for it and reaches it always.
    /// </value>
    public bool ShowErrors { get; init; } = true;

    /// <summary>Gets who is told of every turn as soon as its tools have run.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    public IProgress<ToolTurn>? Progress { get; init; }
}
