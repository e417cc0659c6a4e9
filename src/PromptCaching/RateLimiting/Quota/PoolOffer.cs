namespace PromptCaching.RateLimiting.Quota;

/// <summary>What an exchange with a shared quota says of the three buckets of a pool.</summary>
internal readonly record struct PoolOffer(BucketOffer Requests, BucketOffer Input, BucketOffer Output)
{
    public QuotaExchange ToExchange(string pool, string process, QuotaLimits limits, bool isGuess, TimeSpan? closedFor) => new()
    {
        Pool = pool,
        Process = process,
        Limits = limits,
        IsGuess = isGuess,
        ClosedFor = closedFor,
        Least = new QuotaAmount(Requests.Least, Input.Least, Output.Least),
        Most = new QuotaAmount(Requests.Most, Input.Most, Output.Most),
        Returned = new QuotaAmount(Requests.Returned, Input.Returned, Output.Returned),
        SpentAlone = new QuotaAmount(Requests.SpentAlone, Input.SpentAlone, Output.SpentAlone),
        MostLeft = new QuotaLimits(Requests.MostLeft, Input.MostLeft, Output.MostLeft),
    };
}
