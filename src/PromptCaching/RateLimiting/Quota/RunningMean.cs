namespace PromptCaching.RateLimiting.Quota;

/// <summary>A mean that the latest values weigh most in; the first value takes the place of the guess.</summary>
internal sealed class RunningMean(double guess)
{
    private const double Weight = 0.05;
    private int _count;

    public double Value { get; private set; } = guess;

    public void Add(double value)
    {
        // The first few weigh alike, so that none of them stays in for long.
        var weight = Math.Max(Weight, 1.0 / ++_count);
        Value += weight * (value - Value);
    }
}
