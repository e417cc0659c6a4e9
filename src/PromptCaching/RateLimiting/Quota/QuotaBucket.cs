namespace PromptCaching.RateLimiting.Quota;

/// <summary>One of the things that the API counts, as the API counts it: a bucket that holds a minute's worth and fills evenly.</summary>
/// <remarks>
/// It is filled a little less than the API's own, so that what is estimated, rounded or on its way never finds the API's empty.
/// Not safe for several threads; the pool guards it.
/// </remarks>
internal sealed partial class QuotaBucket
{
    /// <summary>The part of a minute's worth that is never counted on: 1.2 seconds of it.</summary>
    private const double Headroom = 0.02;

    /// <summary>Fractions of a minute do not add up to the last digit.</summary>
    private const double Imprecision = 1e-6;

    private double _level = double.PositiveInfinity;
    private double _owed;

    /// <summary>Gets what comes back in a minute; infinite while no limit is known.</summary>
    public double PerMinute { get; private set; } = double.PositiveInfinity;

    /// <summary>Gets what of it comes to this process.</summary>
    public double Pace => PerMinute * Filling.Share;

    public double Level => _level;

    /// <summary>Gets all that was taken since the beginning, less what was given back.</summary>
    public double Drawn { get; private set; }

    /// <summary>Gets what was taken by attempts of which the API may not have told yet.</summary>
    public double OnItsWay { get; private set; }

    /// <summary>One call may need more than a process's share, so what is granted is bounded by the whole.</summary>
    private double Capacity => (Filling.IsByTime ? Pace : PerMinute) * (1 - Headroom);

    /// <summary>Sets the limit; a bucket that gets its first one is full, but for what is on its way. One that is shared is empty.</summary>
    public void Limit(double perMinute)
    {
        if (perMinute != PerMinute)
        {
            var isFirst = double.IsInfinity(PerMinute);
            PerMinute = perMinute;
            _level = double.IsInfinity(perMinute) ? perMinute
                : isFirst ? (Filling.IsShared ? 0 : Capacity) - OnItsWay
                : Math.Min(_level, Capacity);
        }
    }

    /// <param name="minutes">The time that has passed.</param>
    public void Refill(double minutes)
    {
        if (double.IsInfinity(PerMinute))
        {
            return;
        }

        _mostLeft += minutes * PerMinute;
        if (Filling.IsByTime)
        {
            // What the API has and we did not know of is made up for at twice the pace, not at once: a crowd must not leave in one instant.
            var owed = Math.Min(_owed, minutes * Pace);
            var before = _level;
            _owed -= owed;
            _level = Math.Min(Math.Max(Capacity, _level), _level + (minutes * Pace) + owed);
            _spentAlone += Filling.IsShared ? _level - before : 0;
        }
    }

    /// <summary>Whether there is enough. What is larger than the whole bucket waits until it is full, and then leaves.</summary>
    public bool Holds(double amount) => amount <= 0 || _level >= Math.Min(amount, Capacity) - Imprecision;

    public double MinutesUntil(double amount) => Holds(amount) ? 0 : (Math.Min(amount, Capacity) - _level) / Pace;

    public void Take(double amount)
    {
        _level = Math.Min(Filling.IsShared ? double.PositiveInfinity : Capacity, _level - amount);
        _mostLeft -= amount;
        Drawn += amount;
    }

    public void Send(double amount) => OnItsWay += amount;

    public void Arrive(double amount) => OnItsWay -= amount;

    /// <summary>The API has nothing left, and nothing is made up for until it tells again.</summary>
    /// <param name="committed">What was taken here and not there yet.</param>
    public void Drain(double committed)
    {
        _level = double.IsInfinity(PerMinute) ? _level : Math.Min(_level, Filling.IsShared ? 0 : -committed);
        _owed = 0;
        _mostLeft = Math.Min(_mostLeft, -committed);
    }

    /// <summary>Follows what an answer tells about the API's own bucket, at some time between the attempt's sending and now.</summary>
    /// <param name="least">What the API has at least: what it told, less all that it may not have seen by then.</param>
    /// <param name="most">What the API has at most: what it told, and all that has come back since.</param>
    public void Correct(double least, double most)
    {
        var (lower, upper) = (least - (PerMinute * Headroom), most - (PerMinute * Headroom));
        if (Filling.IsShared)
        {
            // What the API has belongs to all: it is never a reason to take more, and where tokens are granted, all are told of it.
            _mostLeft = Math.Min(_mostLeft, upper);
            _level = Filling.IsByTime ? Math.Min(_level, upper) : _level;
            return;
        }

        _level = Math.Min(_level, upper);
        _owed = Math.Max(0, lower - _level);
    }
}
