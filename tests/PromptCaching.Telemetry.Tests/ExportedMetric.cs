namespace PromptCaching.Telemetry.Tests;

/// <summary>A metric as it left the SDK.</summary>
internal sealed record ExportedMetric(string Name, string Unit, string Kind, string Description, IReadOnlySet<string> Tags, IReadOnlyList<double> Bounds);
