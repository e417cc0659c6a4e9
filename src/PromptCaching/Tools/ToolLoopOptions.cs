namespace PromptCaching;

/// <summary>How a tool loop runs. Given with the call, not bound from configuration.</summary>
public sealed record ToolLoopOptions
{
    private readonly int _maxTurns = 25;
    private readonly int _maxParallel = 8;

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
