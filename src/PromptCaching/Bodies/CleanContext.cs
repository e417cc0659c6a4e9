using System.Diagnostics;

namespace PromptCaching.Bodies;

/// <summary>Runs what outlives its caller, without what flows with the caller: only the activity goes along, so that traces stay whole.</summary>
internal static class CleanContext
{
    private static readonly ExecutionContext Clean = Capture();

    public static Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var run = new Work<T>(work, Activity.Current);
        ExecutionContext.Run(Clean, static state => ((Work<T>)state!).Start(), run);
        return run.Task!;
    }

    private static ExecutionContext Capture()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }

    private sealed class Work<T>(Func<Task<T>> work, Activity? activity)
    {
        public Task<T>? Task { get; private set; }

        public void Start()
        {
            Activity.Current = activity;
            Task = work();
        }
    }
}
