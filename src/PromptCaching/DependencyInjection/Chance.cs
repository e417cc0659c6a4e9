using System.Diagnostics.CodeAnalysis;

namespace PromptCaching.DependencyInjection;

/// <summary>The chance that spreads retries: seeded, so that a test that sets the clock gets the same run every time.</summary>
[SuppressMessage("Security", "CA5394", Justification = "It spreads waits; nothing secret hangs on it.")]
internal static class Chance
{
    public static Func<double> Of(TimeProvider time)
    {
        var random = new Random(time.GetTimestamp().GetHashCode());
        return () =>
        {
            lock (random)
            {
                return random.NextDouble();
            }
        };
    }
}
