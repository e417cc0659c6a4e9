using System.Diagnostics.Metrics;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>Counts what was replaced, by kind, and never what it was.</summary>
internal sealed class RedactionMetrics
{
    private readonly Counter<long> _values;
    private readonly Counter<long> _refused;

    public RedactionMetrics(IMeterFactory? factory)
    {
        var meter = factory?.Create(new MeterOptions(ClaudeTelemetry.MeterName)) ?? new Meter(ClaudeTelemetry.MeterName);
        _values = meter.CreateCounter<long>("promptcaching.redaction.values", "{value}", "Places in requests where a placeholder was sent instead, by kind.");
        _refused = meter.CreateCounter<long>("promptcaching.redaction.refused", "{call}", "Calls that were not sent because their body could not be read.");
    }

    public void Redacted(IReadOnlyDictionary<PiiKind, int> counts)
    {
        foreach (var (kind, count) in counts)
        {
            _values.Add(count, new KeyValuePair<string, object?>("kind", kind.Label));
        }
    }

    public void Refused() => _refused.Add(1);
}
