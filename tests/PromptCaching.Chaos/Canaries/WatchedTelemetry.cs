using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromptCaching.Chaos.Canaries;

/// <summary>Shows every measurement and every activity of the process, with all their tags.</summary>
internal sealed class WatchedTelemetry : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public WatchedTelemetry(Cage cage)
    {
        _meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Look(cage, instrument.Name, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Look(cage, instrument.Name, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Look(cage, instrument.Name, tags));
        _meters.SetMeasurementEventCallback<decimal>((instrument, _, tags, _) => Look(cage, instrument.Name, tags));
        _meters.Start();
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Look(cage, activity),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public void Dispose()
    {
        _meters.RecordObservableInstruments();
        _meters.Dispose();
        _activities.Dispose();
    }

    private static void Look(Cage cage, string instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            cage.Look("metrics", $"{instrument} {name}={value}");
        }
    }

    private static void Look(Cage cage, Activity activity)
    {
        cage.Look("activities", $"{activity.DisplayName} {activity.StatusDescription}");
        var events = activity.Events.SelectMany(static happened => happened.Tags.Append(new("name", happened.Name)));
        foreach (var (name, value) in
            activity.TagObjects.Concat(events).Concat(activity.Baggage.Select(static item => new KeyValuePair<string, object?>(item.Key, item.Value))))
        {
            cage.Look("activities", $"{name}={value}");
        }
    }
}
