namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>
/// What such a hit allocates in the whole process beyond what an <see cref="HttpClient"/> allocates whose handler answers at once: the
/// caller's request and a response there must be in any case.
/// </summary>
internal sealed class MemoryHitAllocation(string name, byte[] body) : IRatio
{
    private const int Hits = 2000;
    private const int Rounds = 10;
    private const double Kilobyte = 1024;

    public string Name => name;

    public string Against => "1,024 bytes";

    public double Target => 1;

    public void Ours() => throw new NotSupportedException();

    public void Reference() => throw new NotSupportedException();

    public double Measure()
    {
        using var ours = MemoryHit.Filled(body);
        using var bare = new BareCaller(body);
        return (BytesOf(ours.Ask) - BytesOf(bare.Ask)) / Kilobyte;
    }

    private static double BytesOf(Action ask)
    {
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var hit = 0; hit < Hits; hit++)
            {
                ask();
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Hits);
        }

        return least;
    }
}
