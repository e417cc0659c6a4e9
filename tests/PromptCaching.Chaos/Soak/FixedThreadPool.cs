namespace PromptCaching.Chaos.Soak;

/// <summary>The pool with a fixed number of threads: otherwise it tries all the time whether more of them serve better, which looks like a leak.</summary>
internal sealed class FixedThreadPool : IDisposable
{
    private readonly (int Workers, int Ports) _least;
    private readonly (int Workers, int Ports) _most;

    public FixedThreadPool(int threads)
    {
        ThreadPool.GetMinThreads(out var leastWorkers, out var leastPorts);
        ThreadPool.GetMaxThreads(out var mostWorkers, out var mostPorts);
        (_least, _most) = ((leastWorkers, leastPorts), (mostWorkers, mostPorts));
        ThreadPool.SetMinThreads(threads, leastPorts);
        ThreadPool.SetMaxThreads(threads, mostPorts);
    }

    public void Dispose()
    {
        ThreadPool.SetMinThreads(_least.Workers, _least.Ports);
        ThreadPool.SetMaxThreads(_most.Workers, _most.Ports);
    }
}
