using System.Diagnostics;

namespace PromptCaching.Tests.Telemetry;

/// <summary>Collects the spans of one test: those below an activity of its own, for other tests are traced at the same time.</summary>
internal sealed class Traced : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly List<Activity> _ended = [];

    public Traced()
    {
        Caller = new Activity("caller").Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ClaudeTelemetry.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == Caller.TraceId)
                {
                    lock (_ended)
                    {
                        _ended.Add(activity);
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Gets the activity of whoever makes the calls.</summary>
    public Activity Caller { get; }

    public IReadOnlyList<Activity> Calls => Ended(ActivityKind.Client);

    public IReadOnlyList<Activity> Attempts => Ended(ActivityKind.Internal);

    public void Dispose()
    {
        _listener.Dispose();
        Caller.Dispose();
    }

    private List<Activity> Ended(ActivityKind kind)
    {
        lock (_ended)
        {
            return [.. _ended.Where(activity => activity.Kind == kind)];
        }
    }
}
