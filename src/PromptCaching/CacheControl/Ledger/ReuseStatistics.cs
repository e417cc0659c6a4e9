namespace PromptCaching.CacheControl.Ledger;

/// <summary>What became of the boundaries of one kind: how many were seen, how many came back, and after how long.</summary>
/// <remarks>
/// A boundary that has not come back yet counts as lost only to the degree in which those that do would have been back by now; it is taken
/// back into the count when it does come. So ten parallel conversations are not mistaken for ten one-shots, and ten one-shots are soon found out.
/// </remarks>
internal sealed class ReuseStatistics(ReuseStatistics? parent, double weightOfParent)
{
    private const double MostTrials = 400;
    private static readonly double[] PatienceSeconds = [10, 100, 1000, 5000];
    private readonly double[] _waiting = new double[PatienceSeconds.Length];
    private DateTimeOffset _lastDecay;
    private double _trials;
    private double _squaredGaps;
    private double _five;
    private double _hour;
    private double _later;

    public void Open(DateTimeOffset now)
    {
        Decay(now);
        Forget();
        _trials++;
        for (var index = 0; index < _waiting.Length; index++)
        {
            _waiting[index]++;
        }

        parent?.Open(now);
    }

    public void Close(DateTimeOffset opened, DateTimeOffset now)
    {
        Decay(now);
        var gap = now - opened;
        _five += gap < EntryLifetime.FiveMinutes ? 1 : 0;
        _hour += gap < EntryLifetime.OneHour ? 1 : 0;
        _later += gap >= EntryLifetime.OneHour ? 1 : 0;
        _squaredGaps += Math.Pow(Math.Min(gap.TotalSeconds, EntryLifetime.OneHour.TotalSeconds), 2);
        Release(gap);
        parent?.Close(opened, now);
    }

    /// <summary>The trial never counted: its request failed.</summary>
    public void Withdraw(DateTimeOffset opened, DateTimeOffset now)
    {
        Decay(now);
        _trials = Math.Max(0, _trials - 1);
        Release(now - opened);
        parent?.Withdraw(opened, now);
    }

    /// <summary>The boundary is known not to come back: its conversation went on without it. That says more than a silence.</summary>
    public void Lose(double weight)
    {
        _trials += weight;
        parent?.Lose(weight);
    }

    public ReuseOdds Odds(DateTimeOffset now, ReuseOdds prior, double weightOfPrior)
    {
        Decay(now);
        var (above, weight) = parent is null ? (prior, weightOfPrior) : (parent.Odds(now, prior, weightOfPrior), weightOfParent);
        var returned = _hour + _later;
        var lost = Math.Max(0, _trials - returned - _waiting[Patience(returned)]);
        var seen = returned + lost + weight;
        return new ReuseOdds(
            (_five + (weight * above.WithinFiveMinutes)) / seen, (_hour + (weight * above.WithinOneHour)) / seen, (returned + (weight * above.Ever)) / seen);
    }

    /// <summary>Those that come back late must be waited for longer before they count as lost.</summary>
    private int Patience(double returned)
    {
        var typical = Math.Sqrt(_squaredGaps / Math.Max(1, returned));
        var patience = Array.FindIndex(PatienceSeconds, seconds => seconds >= 2 * typical);
        return patience < 0 ? PatienceSeconds.Length - 1 : patience;
    }

    private void Release(TimeSpan gap)
    {
        for (var index = 0; index < _waiting.Length; index++)
        {
            _waiting[index] = Math.Max(0, _waiting[index] - Math.Exp(-gap.TotalSeconds / PatienceSeconds[index]));
        }
    }

    private void Decay(DateTimeOffset now)
    {
        var elapsed = (now - _lastDecay).TotalSeconds;
        if (elapsed <= 0)
        {
            return;
        }

        for (var index = 0; index < _waiting.Length; index++)
        {
            _waiting[index] *= Math.Exp(-elapsed / PatienceSeconds[index]);
        }

        _lastDecay = now;
    }

    /// <summary>Old habits fade: what is counted halves now and then.</summary>
    private void Forget()
    {
        if (_trials < MostTrials)
        {
            return;
        }

        _trials /= 2;
        _five /= 2;
        _hour /= 2;
        _later /= 2;
        _squaredGaps /= 2;
    }
}
