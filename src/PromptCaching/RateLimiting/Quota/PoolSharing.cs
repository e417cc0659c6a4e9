using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>When a pool turns to the quota that it shares with other processes, and what it says.</summary>
/// <remarks>Not safe for several threads, but for the asking itself.</remarks>
internal sealed class PoolSharing(ISharedQuota quota, string pool, TimeProvider time, ILogger logger)
{
    private const int NameLength = 8;

    /// <summary>What is kept ready for calls to come, as a time: so long a busy process does not ask.</summary>
    private const double BatchMinutes = 0.5 / 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan UntilUnused = TimeSpan.FromSeconds(3);
    private readonly string _process = Convert.ToHexString(RandomNumberGenerator.GetBytes(NameLength));
    private int _processes = 1;
    private bool _isAsking;
    private bool _wasReached;
    private bool _wasShort;
    private long _askAt = time.GetTimestamp();
    private long _askedAt = time.GetTimestamp();
    private long? _usedAt;
    private long _closedUntil;
    private QuotaAmount _lastUsed;

    /// <summary>Gets the time between two looks at what nobody waits for: a heartbeat, a debt, a balance that is not used, a quota that is away.</summary>
    public static TimeSpan BetweenLooks { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets a value indicating whether the shared quota does not answer.</summary>
    public bool IsAway { get; private set; }

    /// <summary>Gets a value indicating whether there was less than was asked for a moment ago.</summary>
    public bool IsShort => _wasShort && time.GetElapsedTime(_askedAt) < BetweenLooks;

    public BucketFilling Filling => IsAway ? BucketFilling.Alone(_processes) : BucketFilling.Granted(_processes);

    /// <summary>Gets the time until it may be asked again; zero while an answer is on its way.</summary>
    public TimeSpan UntilAsking
    {
        get
        {
            var now = time.GetTimestamp();
            return _isAsking || now >= _askAt ? TimeSpan.Zero : time.GetElapsedTime(now, _askAt);
        }
    }

    public void Use(QuotaAmount amount) => (_usedAt, _lastUsed) = (time.GetTimestamp(), amount);

    /// <summary>The API refused an attempt: all are to be told.</summary>
    public void Close(long until) => _closedUntil = until;

    /// <summary>Begins an exchange if it is time for one.</summary>
    /// <param name="buckets">The pool's.</param>
    /// <param name="next">What the next call needs, if one waits that may go.</param>
    /// <param name="waiting">What all that wait expect.</param>
    /// <param name="isBusy">Whether any call waits or runs.</param>
    /// <param name="isGuess">Whether the limit of requests is a guess.</param>
    public PendingExchange? Begin(QuotaBuckets buckets, QuotaAmount next, QuotaAmount waiting, bool isBusy, bool isGuess)
    {
        var now = time.GetTimestamp();
        var closedFor = _closedUntil > now ? time.GetElapsedTime(now, _closedUntil) : default(TimeSpan?);
        if (_isAsking || (now < _askAt && (IsAway || closedFor is null)))
        {
            return null;
        }

        var isInUse = next != default || (_usedAt is { } used && time.GetElapsedTime(used, now) < UntilUnused);
        var batch = isInUse ? buckets.In(BatchMinutes) : default;
        var isWaitedFor = next != default && !buckets.Holds(next);
        var runsLow = isInUse && !buckets.Holds(_lastUsed) && buckets.IsEnough(batch, _lastUsed);
        var isOverdue = time.GetElapsedTime(_askedAt, now) >= BetweenLooks && (isBusy || buckets.HaveBalance);
        if (!isWaitedFor && !runsLow && !isOverdue && closedFor is null)
        {
            return null;
        }

        (_isAsking, _askedAt, _closedUntil) = (true, now, 0);
        var offer = buckets.Offer(isWaitedFor ? next : default, waiting + batch);
        return new PendingExchange(offer, offer.ToExchange(pool, _process, buckets.Limits, isGuess, closedFor));
    }

    /// <returns>What was granted, or why nothing is known.</returns>
    public async Task<(QuotaShare? Share, Exception? Fault)> AskAsync(QuotaExchange exchange, CancellationToken cancellationToken)
    {
        var patience = _wasReached ? Patience : FirstPatience;
        using var lateness = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<QuotaShare>? asking = null;
        try
        {
            asking = quota.ExchangeAsync(exchange, lateness.Token).AsTask();
            return (await asking.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception fault)
        {
            if (asking is { IsCompleted: false })
            {
                // Nobody waits any more: a later failure is looked at here, or it would come up as unobserved.
                _ = asking.ContinueWith(
                    static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                await lateness.CancelAsync().ConfigureAwait(false);
            }

            return (null, fault);
        }
    }

    /// <summary>Takes note of how an exchange ended.</summary>
    /// <returns>Whether the shared quota went away or came back by it.</returns>
    public bool End(QuotaShare? share)
    {
        var wasAway = IsAway;
        IsAway = share is null;
        _isAsking = false;
        _wasReached |= share is not null;
        _wasShort = share is { AskAgainIn.Ticks: > 0 };
        _processes = Math.Max(1, share?.Processes ?? _processes);
        var pause = share is null || share.AskAgainIn > BetweenLooks ? BetweenLooks : share.AskAgainIn > ShortestPause ? share.AskAgainIn : ShortestPause;
        _askAt = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
        return wasAway != IsAway;
    }

    public void Tell(Exception? fault)
    {
        if (fault is null)
        {
            logger.SharedQuotaIsBack(_processes);
        }
        else
        {
            logger.SharedQuotaIsAway(_processes, fault.Message);
        }
    }
}
