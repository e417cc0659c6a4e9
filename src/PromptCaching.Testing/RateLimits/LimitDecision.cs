namespace PromptCaching.Testing.RateLimits;

/// <summary>Whether a request may pass, and the state after it. A refused one takes nothing.</summary>
/// <param name="State">The state afterwards.</param>
/// <param name="Refusal">The limiter that refuses, or null.</param>
internal sealed record LimitDecision(LimitState State, LimitRefusal? Refusal)
{
    /// <summary>Output is not known yet: a token of it must be left, and what is produced is taken afterwards.</summary>
    private const int LeastOutput = 1;

    public static LimitDecision For(LimitState before, DateTimeOffset now, int inputTokens)
    {
        var state = before.RefilledAt(now);
        var refusal = Check(state.Requests, 1, "requests")
            ?? Check(state.Input, inputTokens, "input tokens")
            ?? Check(state.Output, LeastOutput, "output tokens");
        return new LimitDecision(refusal is null ? state.Take(1, inputTokens, 0) : state, refusal);
    }

    private static LimitRefusal? Check(TokenBucket? bucket, int needed, string of) =>
        bucket is not { } limiter || limiter.Holds(needed) ? null : new LimitRefusal(of, limiter.PerMinute, limiter.WaitFor(needed));
}
