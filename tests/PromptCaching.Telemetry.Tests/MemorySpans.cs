using System.Diagnostics;
using OpenTelemetry;

namespace PromptCaching.Telemetry.Tests;

/// <summary>Keeps the spans that the SDK exports.</summary>
internal sealed class MemorySpans : BaseExporter<Activity>
{
    public List<Activity> Exported { get; } = [];

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            Exported.Add(span);
        }

        return ExportResult.Success;
    }
}
