namespace PromptCaching.Testing.RateLimits;

/// <summary>A bucket as it was at one instant: it holds a minute's worth and fills evenly. What was produced beyond it is owed.</summary>
internal readonly record struct TokenBucket(int PerMinute, double Level, DateTimeOffset At)
{
    public double Filled => PerMinute == 0 ? 0 : Level / PerMinute;

    public static TokenBucket Full(int perMinute, DateTimeOffset now) => new(perMinute, perMinute, now);

    public TokenBucket RefilledAt(DateTimeOffset now) => now <= At
        ? this
        : this with { Level = Math.Min(PerMinute, Level + ((now - At).TotalMinutes * PerMinute)), At = now };

    public TokenBucket Take(double tokens) => this with { Level = Math.Min(PerMinute, Level - tokens) };

    public TokenBucket LimitedTo(int perMinute) => this with { PerMinute = perMinute, Level = Math.Min(Level, perMinute) };

    public bool Holds(double tokens) => Level >= tokens;

    /// <summary>How long until it holds so many, or all that it can.</summary>
    public TimeSpan WaitFor(double tokens)
    {
        var missing = Math.Min(tokens, PerMinute) - Level;
        return missing <= 0 ? TimeSpan.Zero : PerMinute == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(missing / PerMinute);
    }
}
