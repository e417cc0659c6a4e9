using PromptCaching.Messages.Batches;

namespace PromptCaching;

/// <summary>How often to look whether a batch has ended: the longer it takes, the less often.</summary>
public sealed record BatchPolling
{
    private const double Growth = 1.5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly TimeSpan _firstInterval = TimeSpan.FromSeconds(5);
    private readonly TimeSpan _longestInterval = TimeSpan.FromMinutes(2);

    /// <summary>Gets the time after which a batch is looked at first; every later interval is half as long again.</summary>
    /// <value>The default is 5 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    public TimeSpan FirstInterval
    {
        get => _firstInterval;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(FirstInterval));
            _firstInterval = value;
        }
    }

    /// <summary>Gets the time that no interval exceeds.</summary>
    /// <value>The default is 2 minutes.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    public TimeSpan LongestInterval
    {
        get => _longestInterval;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(LongestInterval));
            _longestInterval = value;
        }
    }

    /// <summary>Gets the clock that the intervals are measured by.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets who is told what each look saw: how many requests of the batch are done.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    /// <remarks>The last look, at the batch that has ended, is told as well; one that failed is not.</remarks>
    public IProgress<MessageBatch>? Progress { get; init; }

    /// <summary>The time between one look and the next.</summary>
    /// <param name="looks">How many looks there were.</param>
    internal TimeSpan IntervalAfter(int looks)
    {
        var ticks = FirstInterval.Ticks * Math.Pow(Growth, looks);
        return ticks < LongestInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : LongestInterval;
    }

    /// <summary>The same after a failure, with which a server may say how long to stay away; nobody is believed who says for days.</summary>
    /// <param name="looks">How many looks there were.</param>
    /// <param name="asked">How long the server wants us to wait.</param>
    internal TimeSpan IntervalAfter(int looks, TimeSpan? asked)
    {
        var interval = IntervalAfter(looks);
        var bounded = asked < LongestWait ? asked.Value : asked is null ? TimeSpan.Zero : LongestWait;
        return bounded > interval ? bounded : interval;
    }

    internal Task WaitAsync(int looks, TimeSpan? asked, CancellationToken cancellationToken) =>
        Task.Delay(IntervalAfter(looks, asked), TimeProvider, cancellationToken);
}
