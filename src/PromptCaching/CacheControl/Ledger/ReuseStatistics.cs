namespace PromptCaching.CacheControl.Ledger;

/// <summary>What became of the boundaries of one kind: how many were seen, how many came back, and after how long.</summary>
/// <remarks>
/// A boundary that has not come back yet counts as lost only to the degree in which those that do would have been back by now; it is taken
/// back into the count when it does come. So ten parallel conversations are not mistaken for ten one-shots, and ten one-shots are soon found out.
/// </remarks>
internal sealed class ReuseStatistics(ReuseStatistics? parent, double weightOfParent)
{
    private const double MostTrials = 400;
    private static readonly double[] PatienceSeconds = [10, 40, 150];
    private readonly double[] _expected = new double[PatienceSeconds.Length];
    private readonly WaitingTrials _waiting = new();
    private DateTimeOffset _lastDecay;
    private double _trials;
    private double _squaredSeconds;
    private double _withinFiveMinutes;
    private double _withinOneHour;
    private double _later;
    private TimeSpan _longPauses;

    /// <summary>Gets how long after five minutes those that return late may be waited for; a quarter of an hour while nothing is known.</summary>
    private TimeSpan LongPatience => 1.5 * (_longPauses + TimeSpan.FromMinutes(10)) / (_withinOneHour + 1);

    private double Returned => _withinFiveMinutes + _withinOneHour + _later;

    public void Open(DateTimeOffset now)
    {
        Advance(now);
        Forget();
        _trials++;
        _waiting.Add(now);
        for (var index = 0; index < _expected.Length; index++)
        {
            _expected[index]++;
        }

        parent?.Open(now);
    }

    public void Close(DateTimeOffset opened, DateTimeOffset now)
    {
        Advance(now);
        var gap = now - opened;
        if (gap < EntryLifetime.FiveMinutes)
        {
            _withinFiveMinutes++;
            _squaredSeconds += gap.TotalSeconds * gap.TotalSeconds;
        }
        else if (gap < EntryLifetime.OneHour)
        {
            _withinOneHour++;
            _longPauses += gap - EntryLifetime.FiveMinutes;
        }
        else
        {
            _later++;
        }

        Release(opened, gap);
        parent?.Close(opened, now);
    }

    /// <summary>The trial never counted: its request failed.</summary>
    public void Withdraw(DateTimeOffset opened, DateTimeOffset now)
    {
        Advance(now);
        _trials = Math.Max(0, _trials - 1);
        Release(opened, now - opened);
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
        Advance(now);
        var (above, weight) = parent is null ? (prior, weightOfPrior) : (parent.Odds(now, prior, weightOfPrior), weightOfParent);
        var pastOneHour = Math.Max(0, _trials - Returned - _waiting.Count);
        var pastFiveMinutes = pastOneHour + _waiting.PastFiveMinutes;
        var young = Math.Max(0, _trials - Returned - pastFiveMinutes);
        var lost = pastFiveMinutes + Math.Max(0, young - _expected[Patience()]);

        // Three questions in turn, each of those for whom the one before was answered with no.
        var five = Share(_withinFiveMinutes, _withinOneHour + _later + lost, above.WithinFiveMinutes, weight);
        var hour = Share(_withinOneHour, _later + pastOneHour + _waiting.LostPastFiveMinutes, above.WithinOneHourIfNotFive, weight);
        var later = Share(_later, pastOneHour / 2, above.LaterIfNotOneHour, weight);
        return ReuseOdds.OfSteps(five, hour, later);
    }

    private static double Share(double yes, double no, double above, double weight) => (yes + (weight * above)) / (yes + no + weight);

    /// <summary>Those that come back late must be waited for longer before they count as lost.</summary>
    private int Patience()
    {
        var longest = _squaredSeconds * 4 / Math.Max(1, _withinFiveMinutes);
        var patience = 0;
        while (patience < PatienceSeconds.Length - 1 && PatienceSeconds[patience] * PatienceSeconds[patience] < longest)
        {
            patience++;
        }

        return patience;
    }

    private void Release(DateTimeOffset opened, TimeSpan gap)
    {
        _waiting.Remove(opened);
        for (var index = 0; index < _expected.Length; index++)
        {
            _expected[index] = Math.Max(0, _expected[index] - Math.Exp(-gap.TotalSeconds / PatienceSeconds[index]));
        }
    }

    private void Advance(DateTimeOffset now)
    {
        var elapsed = (now - _lastDecay).TotalSeconds;
        if (elapsed <= 0)
        {
            return;
        }

        for (var index = 0; index < _expected.Length; index++)
        {
            _expected[index] *= _expected[index] > 0 ? Math.Exp(-elapsed / PatienceSeconds[index]) : 1;
        }

        _waiting.Advance(now, LongPatience);
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
        _withinFiveMinutes /= 2;
        _withinOneHour /= 2;
        _later /= 2;
        _squaredSeconds /= 2;
        _longPauses /= 2;
        for (var index = 0; index < _expected.Length; index++)
        {
            _expected[index] /= 2;
        }

        _waiting.Halve();
    }
}
