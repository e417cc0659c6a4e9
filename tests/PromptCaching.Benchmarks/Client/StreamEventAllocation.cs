namespace PromptCaching.Benchmarks.Client;

/// <summary>What reading streams of the real API allocates in the whole process, by event, beyond what the calls allocate that nobody reads.</summary>
internal sealed class StreamEventAllocation(string name) : IRatio
{
    private const int Rounds = 20;
    private const double Bytes = 300;

    public string Name => name;

    public string Against => "300 bytes";

    public double Target => 1;

    public void Ours() => throw new NotSupportedException();

    public void Reference() => throw new NotSupportedException();

    public double Measure()
    {
        using var streams = new StreamEvents(name);
        var (least, events) = (double.MaxValue, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var start = GC.GetTotalAllocatedBytes(precise: true);
            streams.OpenAsync().GetAwaiter().GetResult();
            var opened = GC.GetTotalAllocatedBytes(precise: true);
            events = streams.ReadAsync().GetAwaiter().GetResult();
            var read = GC.GetTotalAllocatedBytes(precise: true);
            least = Math.Min(least, (read - opened - (opened - start)) / (double)events);
        }

        Console.Error.WriteLine($"{least:0} bytes an event, {events} events of {RecordedStreams.All.Count} streams");
        return least / Bytes;
    }
}
