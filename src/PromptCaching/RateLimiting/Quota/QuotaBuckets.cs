namespace PromptCaching.RateLimiting.Quota;

/// <summary>The three buckets of one pool.</summary>
internal sealed partial class QuotaBuckets
{
    private readonly QuotaBucket _requests = new();
    private readonly QuotaBucket _input = new();
    private readonly QuotaBucket _output = new();

    public QuotaAmount Level => new(_requests.Level, _input.Level, _output.Level);

    public QuotaAmount Drawn => new(_requests.Drawn, _input.Drawn, _output.Drawn);

    public QuotaAmount OnItsWay => new(_requests.OnItsWay, _input.OnItsWay, _output.OnItsWay);

    public QuotaLimits Limits => new(Known(_requests), Known(_input), Known(_output));

    public void Limit(QuotaLimits limits)
    {
        _requests.Limit(limits.Requests ?? double.PositiveInfinity);
        _input.Limit(limits.InputTokens ?? double.PositiveInfinity);
        _output.Limit(limits.OutputTokens ?? double.PositiveInfinity);
    }

    public void Refill(double minutes)
    {
        _requests.Refill(minutes);
        _input.Refill(minutes);
        _output.Refill(minutes);
    }

    public bool Holds(QuotaAmount amount) =>
        _requests.Holds(amount.Requests) && _input.Holds(amount.InputTokens) && _output.Holds(amount.OutputTokens);

    public double MinutesUntil(QuotaAmount amount) => Math.Max(
        _requests.MinutesUntil(amount.Requests), Math.Max(_input.MinutesUntil(amount.InputTokens), _output.MinutesUntil(amount.OutputTokens)));

    /// <summary>How long until so much has come back; not bounded by what fits into the buckets at one time.</summary>
    public double MinutesToPass(QuotaAmount amount) => Math.Max(
        Minutes(_requests, amount.Requests), Math.Max(Minutes(_input, amount.InputTokens), Minutes(_output, amount.OutputTokens)));

    public void Take(QuotaAmount amount)
    {
        _requests.Take(amount.Requests);
        _input.Take(amount.InputTokens);
        _output.Take(amount.OutputTokens);
    }

    public void Send(QuotaAmount amount)
    {
        _requests.Send(amount.Requests);
        _input.Send(amount.InputTokens);
        _output.Send(amount.OutputTokens);
    }

    public void Arrive(QuotaAmount amount)
    {
        _requests.Arrive(amount.Requests);
        _input.Arrive(amount.InputTokens);
        _output.Arrive(amount.OutputTokens);
    }

    /// <summary>The API refused an attempt: empties the buckets that it had too little in; all of them where it does not tell which.</summary>
    /// <param name="told">What it told.</param>
    /// <param name="asked">What the attempt needed.</param>
    /// <param name="toBeWritten">The output that is still to be written.</param>
    public void Drain(ReportedQuota? told, QuotaAmount asked, double toBeWritten)
    {
        var (requests, input, output) = (
            IsShort(told?.Requests, 1), IsShort(told?.Input, asked.InputTokens), IsShort(told?.Output, 0));
        var isUnknown = !requests && !input && !output;
        Drain(_requests, requests || isUnknown, 0);
        Drain(_input, input || isUnknown, 0);
        Drain(_output, output || isUnknown, toBeWritten);
    }

    /// <summary>Follows what the API told in answer to an attempt.</summary>
    /// <param name="told">What it told.</param>
    /// <param name="unseen">What it may not have counted yet when it told.</param>
    /// <param name="toBeWritten">The output that is still to be written.</param>
    /// <param name="minutes">The time since the attempt was sent.</param>
    public void Correct(ReportedQuota told, QuotaAmount unseen, double toBeWritten, double minutes)
    {
        Correct(_requests, told.Requests, unseen.Requests, 0, minutes);
        Correct(_input, told.Input, unseen.InputTokens, 0, minutes);
        Correct(_output, told.Output, unseen.OutputTokens, toBeWritten, minutes);
    }

    private static void Correct(QuotaBucket bucket, ReportedBucket? told, double unseen, double committed, double minutes)
    {
        if (told?.Remaining is not { } remaining)
        {
            return;
        }

        // Where we were given less than the API has, the rest belongs to others and is none of our business.
        var least = told.Limit > bucket.PerMinute ? double.NegativeInfinity : remaining - told.Rounding - unseen;
        bucket.Correct(least, remaining + told.Rounding + (minutes * told.Limit) - committed);
    }

    private static bool IsShort(ReportedBucket? told, double asked) => told?.Remaining is { } remaining && remaining - told.Rounding < asked;

    private static void Drain(QuotaBucket bucket, bool isEmpty, double committed)
    {
        if (isEmpty)
        {
            bucket.Drain(committed);
        }
    }

    private static double Minutes(QuotaBucket bucket, double amount) =>
        amount <= bucket.Level || double.IsInfinity(bucket.PerMinute) ? 0 : (amount - bucket.Level) / bucket.Pace;

    private static double? Known(QuotaBucket bucket) => double.IsInfinity(bucket.PerMinute) ? null : bucket.PerMinute;
}
