namespace CostExplorer.Replay;

/// <summary>Runs work beside the thread pool, whose rest is what a replay waits for.</summary>
internal static class OwnThread
{
    public static Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        })
        {
            IsBackground = true,
        }.Start();
        return done.Task;
    }
}
