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
            var result = RatioResult.Of(name, create());
            missed += result.IsReached ? 0 : 1;
            output.WriteLine(JsonSerializer.Serialize(new
            {
                name,
                ratio = result.Ratio,
                target = result.Target,
                sense = result.Sense == RatioSense.Max ? "max" : "min",
                against = result.Against,
                ok = result.IsReached,
            }));
        }

        return missed == 0 ? 0 : 1;
    }
}
