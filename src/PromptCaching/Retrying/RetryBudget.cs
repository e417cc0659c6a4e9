namespace PromptCaching.Retrying;

/// <summary>What all calls to one address together may spend on repetitions: each call earns a share of one, each repetition costs one.</summary>
/// <remarks>A process with few calls earns by time instead, so that it can repeat an isolated failure; never both at once, which would be too much.</remarks>
internal sealed class RetryBudget(TimeProvider time)
{
    private const double Most = 10;

    /// <summary>One in a minute: more would be a retry for every call of a process that makes one every ten seconds.</summary>
    private const double PerSecond = 1.0 / 60;
    private readonly object _gate = new();
    private double _stock = Most;
    private DateTimeOffset _earnedUntil = time.GetUtcNow();

    public void Earn(double share)
    {
        lock (_gate)
        {
            var now = EarnByTime();
            _stock = Math.Min(Most, _stock + share);
            var ahead = _earnedUntil + TimeSpan.FromSeconds(Math.Min(share / PerSecond, 1));
            _earnedUntil = ahead < now.AddSeconds(1) ? ahead : now.AddSeconds(1);
        }
    }

    public bool TrySpend()
    {
        lock (_gate)
        {
            EarnByTime();
            if (_stock < 1)
            {
                return false;
            }

            _stock--;
            return true;
        }
    }

    private DateTimeOffset EarnByTime()
    {
        var now = time.GetUtcNow();
        if (now > _earnedUntil)
        {
            _stock = Math.Min(Most, _stock + ((now - _earnedUntil).TotalSeconds * PerSecond));
            _earnedUntil = now;
        }

        return now;
    }
}
