using PromptCaching.CacheControl.Ledger;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.LedgerMemory;

/// <summary>A million requests from ten thousand conversations, from one thread and from four: the ledger stays small, and still knows what it saw.</summary>
internal sealed class LedgerMemoryScenario : IScenario
{
    private const int Conversations = 10_000;
    private const int Threads = 4;
    private const double MostMegabytes = 64;
    private const double Megabyte = 1024 * 1024;


    /// <summary>Eleven of twelve requests go on with a conversation; a ledger that forgets too soon would know fewer of them.</summary>
    private const double LeastKnown = 0.9;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public string Name => "ledger-memory";

    public int QuickOperations => 480_000;

    public Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var alone = Measure(run, threads: 1, before, cancellationToken);
        var together = Measure(run, Threads, before, cancellationToken);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new Figure($"{Name}/megabytes", alone.Megabytes, MostMegabytes, "max"),
            new Figure($"{Name}/megabytes-of-{Threads}-threads", together.Megabytes, MostMegabytes, "max"),
            new Figure($"{Name}/share-known", alone.Known, LeastKnown, "min"),
            new Figure($"{Name}/share-known-of-{Threads}-threads", together.Known, LeastKnown, "min"),
            Figure.Never($"{Name}/exceptions", alone.Exceptions + together.Exceptions),
            new Figure($"{Name}/megabytes-if-nothing-were-forgotten", UnboundedMegabytes(run), MostMegabytes, "min"),
        ]);
    }

    /// <summary>Conversations come round in turn, so that the ledger meets each again as late as can be. What counts is the most that it ever holds.</summary>
    private static Measured Measure(ScenarioRun run, int threads, long before, CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var ledger = new PrefixLedger(time);
        var (known, exceptions, most) = (0, 0, 0L);

        // Of each conversation, one request at a time.
        for (var begin = 0; begin < run.Operations; begin += Conversations)
        {
            var end = Math.Min(begin + Conversations, run.Operations);
            Parallel.For(begin, end, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, Call);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        GC.KeepAlive(ledger);
        return new Measured(Math.Round(most / Megabyte, 1), Math.Round((double)known / run.Operations, 3), exceptions);

        void Call(int operation)
        {
            try
            {
                var body = GeneratedCall.Body(operation % Conversations, operation / Conversations, run.Seed);
                Interlocked.Add(ref known, GeneratedCall.Plan(ledger, body) ? 1 : 0);
                time.Advance(Pause);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (Interlocked.Increment(ref exceptions) == 1)
                {
                    run.Progress.WriteLine(exception);
                }
            }
        }
    }

    /// <summary>The positive control: as many prefixes as the run has, each in a dictionary without a bound, are far above the limit.</summary>
    private static double UnboundedMegabytes(ScenarioRun run)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var prefixes = new Dictionary<ulong, PrefixNode>();
        for (var prefix = 0UL; prefix < (ulong)run.Operations * 2; prefix++)
        {
            prefixes.Add(prefix, new PrefixNode());
        }

        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / Megabyte;
        GC.KeepAlive(prefixes);
        return Math.Round(megabytes, 1);
    }

    private readonly record struct Measured(double Megabytes, double Known, int Exceptions);
}
