using System.Diagnostics;

namespace PromptCaching.Telemetry.Spans;

/// <summary>The source of every span that is made here.</summary>
internal static class ClaudeActivities
{
    private static readonly ActivitySource Source = new(ClaudeTelemetry.ActivitySourceName);

    /// <returns><see langword="null"/> when nobody wants it: then nothing was allocated.</returns>
    public static Activity? Start(string name, ActivityKind kind, TimeProvider time) =>
        Source.HasListeners() ? Source.StartActivity(name, kind, default(ActivityContext), startTime: time.GetUtcNow()) : null;

    /// <summary>Ends a span wherever its end comes, which for a stream is in its reader's flow.</summary>
    public static void End(Activity activity, TimeProvider time)
    {
        var current = Activity.Current;
        activity.SetEndTime(time.GetUtcNow().UtcDateTime);
        activity.Stop();

        // Stopping makes its parent the current one, whatever was.
        if (current != activity)
        {
            Activity.Current = current;
        }
    }
}
