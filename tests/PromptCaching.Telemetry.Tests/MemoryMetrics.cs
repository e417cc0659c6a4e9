using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace PromptCaching.Telemetry.Tests;

/// <summary>Keeps what the SDK exports; its points are only there while it does, so they are read at once.</summary>
internal sealed class MemoryMetrics : BaseExporter<Metric>
{
    public List<ExportedMetric> Exported { get; } = [];

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            var tags = new HashSet<string>();
            var bounds = new List<double>();
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                foreach (var tag in point.Tags)
                {
                    tags.Add(tag.Key);
                }

                if (metric.MetricType == MetricType.Histogram && bounds.Count == 0)
                {
                    foreach (var bucket in point.GetHistogramBuckets())
                    {
                        bounds.Add(bucket.ExplicitBound);
                    }
                }
            }

            Exported.Add(new ExportedMetric(metric.Name, metric.Unit, metric.MetricType.ToString(), metric.Description, tags, bounds));
        }

        return ExportResult.Success;
    }
}
