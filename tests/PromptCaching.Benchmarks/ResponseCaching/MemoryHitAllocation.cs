namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>What such a hit allocates, of the whole process, the client's request and response included.</summary>
internal sealed class MemoryHitAllocation(string name, byte[] body) : IRatio
{
    private const int Hits = 2000;
    private const double Kilobyte = 1024;

    public string Name => name;

    public string Against => "1,024 bytes";

    public double Target => 1;

    public void Ours() => throw new NotSupportedException();

    public void Reference() => throw new NotSupportedException();

    public double Measure()
    {
        using var caller = MemoryHit.Filled(body);
        var least = double.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var hit = 0; hit < Hits; hit++)
            {
                caller.Ask();
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Hits);
        }

        return least / Kilobyte;
    }
}
