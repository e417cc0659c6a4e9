namespace PromptCaching.RateLimiting.Quota;

/// <content>What it gives to others who use the same limit, and gets from them.</content>
internal sealed partial class QuotaBucket
{
    private double _mostLeft = double.PositiveInfinity;
    private double _spentAlone;

    /// <summary>Gets or sets where the tokens come from.</summary>
    public BucketFilling Filling { get; set; } = BucketFilling.Own;

    /// <summary>What comes to this process in a time; nothing where no limit is known, because nothing needs to be kept ready then.</summary>
    public double In(double minutes) => double.IsInfinity(PerMinute) ? 0 : Pace * minutes;

    /// <summary>Makes what an exchange is to say. What it gives back is gone from here at once; a debt stays until it is settled.</summary>
    /// <param name="next">What the next call needs.</param>
    /// <param name="wanted">What calls would use soon.</param>
    public BucketOffer Offer(double next, double wanted)
    {
        if (double.IsInfinity(PerMinute))
        {
            return default;
        }

        var balance = Math.Max(0, _level);
        var least = Math.Max(0, Math.Min(next, PerMinute * (1 - Headroom)) - balance);
        var most = Math.Max(least, wanted - balance);

        // Whether an exchange that failed was made nobody knows, so nothing is given back as long as they fail.
        var surplus = Filling.IsByTime ? 0 : Math.Max(0, balance - Math.Max(wanted, next));
        var mostLeft = double.IsInfinity(_mostLeft) ? default(double?) : _mostLeft - (balance - surplus);
        var returned = surplus + Math.Min(0, _level);
        _level -= surplus;
        _mostLeft = double.PositiveInfinity;
        return new BucketOffer(least, most, returned, _spentAlone, mostLeft);
    }

    /// <summary>The exchange was made.</summary>
    /// <param name="offer">What it said.</param>
    /// <param name="granted">What it brought.</param>
    public void Settle(BucketOffer offer, double granted)
    {
        _level += granted - Math.Min(0, offer.Returned);
        _spentAlone = Math.Max(0, _spentAlone - offer.SpentAlone);
    }
}
