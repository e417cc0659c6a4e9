namespace CostExplorer.Replay;

/// <summary>Tells whether the thread pool has nothing to do: nothing queued, nobody at work, and nothing done between several looks.</summary>
internal sealed class ThreadPoolRest
{
    private const int Looks = 4;
    private readonly int _busyBefore = Busy();
    private long _completed = -1;
    private int _quietLooks;

    public bool IsReached()
    {
        var completed = ThreadPool.CompletedWorkItemCount;
        var isQuiet = ThreadPool.PendingWorkItemCount == 0 && Busy() <= _busyBefore && completed == _completed;
        _completed = completed;
        _quietLooks = isQuiet ? _quietLooks + 1 : 0;
        if (_quietLooks < Looks)
        {
            return false;
        }

        _quietLooks = 0;
        return true;
    }

    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return most - available;
    }
}
