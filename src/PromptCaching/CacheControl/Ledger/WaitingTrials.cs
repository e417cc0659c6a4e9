namespace PromptCaching.CacheControl.Ledger;

/// <summary>The trials of the last hour that wait for their return, counted by the minute in which they were opened.</summary>
internal sealed class WaitingTrials
{
    private const int Minutes = 60;
    private const int Young = 5;
    private readonly float[] _byMinute = new float[Minutes];
    private long _minute;
    private TimeSpan _patience;

    /// <summary>Gets how many wait, of whatever age.</summary>
    public double Count { get; private set; }

    /// <summary>Gets how many are past five minutes.</summary>
    public double PastFiveMinutes { get; private set; }

    /// <summary>Gets how many are past five minutes, each to the degree to which those that return would have by now.</summary>
    public double LostPastFiveMinutes { get; private set; }

    /// <param name="now">The time.</param>
    /// <param name="patience">How long after five minutes a return is usually waited for.</param>
    public void Advance(DateTimeOffset now, TimeSpan patience)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        if (minute <= _minute)
        {
            return;
        }

        var first = Math.Max(_minute + 1, minute - Minutes + 1);
        _minute = minute;
        _patience = patience;
        (PastFiveMinutes, LostPastFiveMinutes) = (0, 0);
        if (Count == 0)
        {
            return;
        }

        for (var next = first; next <= minute; next++)
        {
            Count -= _byMinute[next % Minutes];
            _byMinute[next % Minutes] = 0;
        }

        for (var age = Young; age < Minutes; age++)
        {
            var count = _byMinute[(minute - age + Minutes) % Minutes];
            PastFiveMinutes += count;
            LostPastFiveMinutes += count > 0 ? count * Lost(age) : 0;
        }
    }

    public void Add(DateTimeOffset opened)
    {
        _byMinute[Math.Max(0, opened.ToUnixTimeSeconds()) / 60 % Minutes]++;
        Count++;
    }

    public void Remove(DateTimeOffset opened)
    {
        var minute = Math.Max(0, opened.ToUnixTimeSeconds()) / 60;
        if (minute > _minute - Minutes && _byMinute[minute % Minutes] >= 1)
        {
            _byMinute[minute % Minutes]--;
            Count--;
            if (_minute - minute >= Young)
            {
                PastFiveMinutes--;
                LostPastFiveMinutes -= Lost(_minute - minute);
            }
        }
    }

    public void Halve()
    {
        for (var index = 0; index < Minutes; index++)
        {
            _byMinute[index] /= 2;
        }

        Count /= 2;
        PastFiveMinutes /= 2;
        LostPastFiveMinutes /= 2;
    }

    /// <summary>To what degree a trial of an age counts as lost.</summary>
    private double Lost(long age) => 1 - Math.Exp((Young - age) / _patience.TotalMinutes);
}
