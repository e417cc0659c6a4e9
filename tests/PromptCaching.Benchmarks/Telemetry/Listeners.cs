using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromptCaching.Benchmarks.Telemetry;

/// <summary>Listens to every span and every measurement of ours, and does nothing with them: what an exporter does is its own.</summary>
internal sealed class Listeners : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;
    private long _seen;

    public Listeners()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ClaudeTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, _, _, _) => _seen++);
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => _seen++);
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ClaudeTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ => _seen++,
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
        if (_seen == 0)
        {
            throw new InvalidOperationException("Nothing was listened to.");
        }
    }
}
