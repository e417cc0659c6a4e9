namespace PromptCaching.RateLimiting.Quota;

/// <content>Limits that other processes use, too.</content>
internal sealed partial class QuotaPool
{
    private readonly PoolSharing? _sharing;
    private readonly ITimer? _look;
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Gets a value indicating whether there may be enough, and only nobody has asked yet.</summary>
    private bool MayBeGranted => _sharing is { IsAway: false, IsShort: false };

    /// <summary>Turns to the others, outside of the lock, if it is time to.</summary>
    private void Share()
    {
        if (_sharing is not null && BeginExchange(_sharing) is { } pending)
        {
            _ = ExchangeAsync(_sharing, pending);
        }
    }

    private PendingExchange? BeginExchange(PoolSharing sharing)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return null;
            }

            var settings = Refill();
            var next = !settings.IsOff && UntilOpen() == TimeSpan.Zero && _queue.First is { } first
                ? _workload.Expect(first.Tokens, settings.CountsReads).Amount
                : default;
            var pending = settings.IsOff ? null : sharing.Begin(_buckets, next, _queue.Expected, _queue.Count + _running.Count > 0, IsGuess(settings));
            return pending is null ? null : pending with { Stopped = _stopping.Token };
        }
    }

    /// <summary>Never fails: an exchange that does is told in the log, and the pool goes on alone.</summary>
    private async Task ExchangeAsync(PoolSharing sharing, PendingExchange pending)
    {
        var (share, fault) = await sharing.AskAsync(pending.Exchange, pending.Stopped).ConfigureAwait(false);
        bool isNews;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            Refill();
            isNews = sharing.End(share);
            _buckets.Fill(sharing.Filling);
            if (share is not null)
            {
                _buckets.Settle(pending.Offer, share.Granted);
                Close(share.ClosedFor);
            }
        }

        if (isNews)
        {
            sharing.Tell(fault);
        }

        Serve();
    }

    /// <summary>Nobody will find the pool any more; whoever has it may use it to the end.</summary>
    public void Retire() => _look?.Dispose();

    private void StopSharing()
    {
        _look?.Dispose();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void Close(TimeSpan time) =>
        _refilledAt = Math.Max(_refilledAt, _time.GetTimestamp() + (long)(time.TotalSeconds * _time.TimestampFrequency));
}
