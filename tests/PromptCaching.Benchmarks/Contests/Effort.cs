namespace PromptCaching.Benchmarks.Contests;

/// <summary>What one call takes.</summary>
internal readonly record struct Effort(double Seconds, double Bytes)
{
    private const int Calls = 10;
    private const int Rounds = 3;

    /// <summary>Measures what a call allocates in the whole process; the best round counts, because others only ever add.</summary>
    public static double BytesOf(Action call)
    {
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var made = 0; made < Calls; made++)
            {
                call();
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls);
        }

        return least;
    }
}
