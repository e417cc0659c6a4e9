namespace PromptCaching.AspNetCore.Traffic;

/// <summary>How long whole answers took, by who gave them; calls that failed are in none.</summary>
/// <param name="Hit">Those of the response cache.</param>
/// <param name="Joined">Those of an equal call that was under way.</param>
/// <param name="Miss">Those of the API.</param>
internal sealed record LatencyStatistics(LatencySummary Hit, LatencySummary Joined, LatencySummary Miss);
