namespace PromptCaching.RateLimiting.Quota;

/// <content>What the three give to others who use the same limits, and get from them.</content>
internal sealed partial class QuotaBuckets
{
    /// <summary>Gets a value indicating whether there is anything to settle with the others: a balance that may not be needed, or a debt.</summary>
    public bool HaveBalance => HasBalance(_requests) || HasBalance(_input) || HasBalance(_output);

    public void Fill(BucketFilling filling) => _requests.Filling = _input.Filling = _output.Filling = filling;

    /// <summary>What comes to this process in a time, of what is limited.</summary>
    public QuotaAmount In(double minutes) => new(_requests.In(minutes), _input.In(minutes), _output.In(minutes));

    /// <summary>Whether so much is enough, where anything is limited.</summary>
    public bool IsEnough(QuotaAmount amount, QuotaAmount needed) =>
        IsEnough(_requests, amount.Requests, needed.Requests)
        && IsEnough(_input, amount.InputTokens, needed.InputTokens)
        && IsEnough(_output, amount.OutputTokens, needed.OutputTokens);

    /// <param name="next">What the next call needs.</param>
    /// <param name="wanted">What calls would use soon.</param>
    public PoolOffer Offer(QuotaAmount next, QuotaAmount wanted) => new(
        _requests.Offer(next.Requests, wanted.Requests),
        _input.Offer(next.InputTokens, wanted.InputTokens),
        _output.Offer(next.OutputTokens, wanted.OutputTokens));

    public void Settle(PoolOffer offer, QuotaAmount granted)
    {
        _requests.Settle(offer.Requests, granted.Requests);
        _input.Settle(offer.Input, granted.InputTokens);
        _output.Settle(offer.Output, granted.OutputTokens);
    }

    private static bool HasBalance(QuotaBucket bucket) => bucket.Level != 0 && !double.IsInfinity(bucket.PerMinute);

    private static bool IsEnough(QuotaBucket bucket, double amount, double needed) => double.IsInfinity(bucket.PerMinute) || amount >= needed;
}
