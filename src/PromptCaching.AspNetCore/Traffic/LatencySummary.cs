using System.Text.Json.Serialization;

namespace PromptCaching.AspNetCore.Traffic;

/// <summary>How long calls took, from their start to the end of their answer, in milliseconds; unknown while there was none.</summary>
/// <param name="Calls">How many calls there were.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Median">Half of them were faster; right to 3 %, as the others.</param>
/// <param name="Percentile95">95 of 100 were faster.</param>
/// <param name="Percentile99">99 of 100 were faster.</param>
internal sealed record LatencySummary(
    long Calls,
    [property: JsonPropertyName("mean_ms")] double? Mean,
    [property: JsonPropertyName("p50_ms")] double? Median,
    [property: JsonPropertyName("p95_ms")] double? Percentile95,
    [property: JsonPropertyName("p99_ms")] double? Percentile99);
