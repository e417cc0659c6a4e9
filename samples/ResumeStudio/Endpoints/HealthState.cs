using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ResumeStudio.Endpoints;

/// <summary>How the service does: as a whole, and each part with the reason.</summary>
internal sealed record HealthState(string Status, IReadOnlyDictionary<string, string> Checks, string Cache)
{
    private const string Store = "claude-store";

    public static HealthState Of(HealthReport report) => new(
        Name(report.Status),
        report.Entries.ToDictionary(static entry => entry.Key, static entry => Told(entry.Value), StringComparer.Ordinal),
        report.Entries.TryGetValue(Store, out var store) ? Name(store.Status) : "unknown");

    private static string Told(HealthReportEntry entry) => entry.Description is { Length: > 0 } why ? $"{Name(entry.Status)}: {why}" : Name(entry.Status);

    private static string Name(HealthStatus status) => status.ToString().ToLowerInvariant();
}
