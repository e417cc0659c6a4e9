using System.Diagnostics;

namespace PromptCaching.Chaos.Soak;

/// <summary>What the process holds while no call is on its way.</summary>
/// <param name="Heap">Bytes that are alive after a full collection.</param>
/// <param name="WorkingSet">Bytes of memory that the process occupies.</param>
/// <param name="Threads">How many threads it has.</param>
/// <param name="Handles">How many files, sockets and the like are open.</param>
/// <param name="Timers">How many timers wait.</param>
/// <param name="Answered">Bytes of answers so far, which nobody holds.</param>
internal readonly record struct Weight(double Heap, double WorkingSet, double Threads, double Handles, double Timers, double Answered)
{
    /// <summary>Weighs after two collections: what the first one finalises, the second one frees.</summary>
    public static Weight Now(long answered)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return new Weight(
            GC.GetTotalMemory(forceFullCollection: false), process.WorkingSet64, process.Threads.Count, process.HandleCount, Timer.ActiveCount, answered);
    }
}
