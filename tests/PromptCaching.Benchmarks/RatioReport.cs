using System.Text.Json;

namespace PromptCaching.Benchmarks;

/// <summary>Measures figures and prints one JSON line for each.</summary>
internal static class RatioReport
{
    /// <returns>0 when every figure reaches its target, else 1.</returns>
    public static int Print(string? filter, TextWriter output)
    {
        var missed = 0;
        foreach (var (name, create) in Ratios.All.Where(one => filter is null || one.Key.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var ratio = create();
            var isMost = ratio.Sense == RatioSense.Max;
            var measured = Math.Round(ratio.Measure(), 2);
            var isReached = isMost ? measured <= ratio.Target : measured >= ratio.Target;
            missed += isReached ? 0 : 1;
            output.WriteLine(JsonSerializer.Serialize(new
            {
                name,
                ratio = measured,
                target = ratio.Target,
                sense = isMost ? "max" : "min",
                against = ratio.Against,
                ok = isReached,
            }));
        }

        return missed == 0 ? 0 : 1;
    }
}
