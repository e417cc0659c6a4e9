namespace PromptCaching.Testing.RateLimits;

/// <summary>The three limiters of one pool at one instant; a pool without token limits has empty token buckets.</summary>
internal sealed record LimitState(TokenBucket Requests, TokenBucket? Input, TokenBucket? Output)
{
    /// <summary>Gets the part, 1 at most, to which the emptiest of its buckets is filled.</summary>
    public double Filled => Math.Min(Requests.Filled, Math.Min(Input?.Filled ?? 1, Output?.Filled ?? 1));

    public static LimitState Full(EmulatedModelLimits limits, DateTimeOffset now) => new(
        TokenBucket.Full(limits.RequestsPerMinute, now),
        TokenBucket.Full(limits.InputTokensPerMinute, now),
        TokenBucket.Full(limits.OutputTokensPerMinute, now));

    public static LimitState Full(int requestsPerMinute, DateTimeOffset now) => new(TokenBucket.Full(requestsPerMinute, now), null, null);

    public LimitState RefilledAt(DateTimeOffset now) => new(Requests.RefilledAt(now), Input?.RefilledAt(now), Output?.RefilledAt(now));

    /// <summary>The same levels under the limits of another state.</summary>
    public LimitState LimitedTo(LimitState limits) => new(
        Requests.LimitedTo(limits.Requests.PerMinute),
        limits.Input is { } input ? Input?.LimitedTo(input.PerMinute) ?? input : null,
        limits.Output is { } output ? Output?.LimitedTo(output.PerMinute) ?? output : null);

    public LimitState Take(int requests, double input, double output) => new(Requests.Take(requests), Input?.Take(input), Output?.Take(output));
}
