using System.Diagnostics;

namespace PromptCaching.Chaos.Soak;

/// <summary>
/// Mixed traffic for so many seconds: streams and messages, hits, joins and misses, faults, callers who leave. Nothing grows, and nothing fails unmeant.
/// </summary>
internal sealed class SoakScenario : IScenario
{
    private const int Callers = 16;
    private const int CallersOfABurst = 3;
    private const int OneInBurst = 5;
    private const double MostGrowth = 1.1;
    private const double Megabyte = 1024 * 1024;

    /// <summary>So many calls for each question until everything is full that remembers the latest of something.</summary>
    private const int RoundsToFill = 4;

    /// <summary>The runtime opens and closes some of its own; what a call forgets is there thousands of times.</summary>
    private const int MostOfTheRuntime = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "soak";

    /// <summary>Gets the seconds of a quick run.</summary>
    public int QuickOperations => 20;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var tally = new SoakTally(run.Progress);
        using var chain = new SoakChain(run.Seed);
        using var pool = new FixedThreadPool(Callers);
        var caller = new SoakCaller(chain, tally);
        await FillAsync(run, caller, cancellationToken);
        var (weights, unfinished, operations) = (new List<Weight>(), 0, new Counter());
        for (var part = 0; part < Growth.Parts; part++)
        {
            var length = TimeSpan.FromSeconds((double)run.Operations / Growth.Parts);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(
                _ => Task.Run(() => CallAsync(run, caller, operations, length, cancellationToken), cancellationToken)));
            unfinished += await SettleAsync(chain, cancellationToken);
            chain.EmptyTheServer();
            weights.Add(Weight.Now(tally.BytesAnswered));
            await run.Progress.WriteLineAsync(Told(part, tally, weights[^1]));
        }

        return Figures(tally, chain, new Growth(weights), unfinished);
    }

    /// <summary>Every question, before anything is weighed: what is remembered of each belongs to the beginning.</summary>
    private static Task FillAsync(ScenarioRun run, SoakCaller caller, CancellationToken cancellationToken) => Parallel.ForAsync(
        0,
        RoundsToFill * SoakCall.Questions,
        new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
        async (number, token) => await caller.CallAsync(SoakCall.Of(number % SoakCall.Questions, run.ChanceOf(-1 - number)), token));

    private static async Task CallAsync(ScenarioRun run, SoakCaller caller, Counter operations, TimeSpan length, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < length;)
        {
            var chance = run.ChanceOf(operations.Next());
            var call = SoakCall.Roll(chance);
            var isBurst = chance.Next(OneInBurst) == 0;
            await Task.WhenAll(Enumerable.Range(0, isBurst ? CallersOfABurst : 1).Select(_ => caller.CallAsync(call, cancellationToken)));
        }
    }

    /// <summary>Waits until calls have ended whose callers are gone.</summary>
    /// <returns>How many have not.</returns>
    private static async Task<int> SettleAsync(SoakChain chain, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); chain.QuestionsInFlight > 0 && watch.Elapsed < Patience;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
        }

        return chain.QuestionsInFlight;
    }

    private static string Told(int part, SoakTally tally, Weight weight) =>
        FormattableString.Invariant($"  tenth {part + 1}: {tally.Calls} calls, heap {weight.Heap / Megabyte:0.0} MB, working set ")
        + FormattableString.Invariant($"{weight.WorkingSet / Megabyte:0.0} MB, {weight.Threads} threads, {weight.Handles} handles, {weight.Timers} timers");

    private IReadOnlyList<Figure> Figures(SoakTally tally, SoakChain chain, Growth growth, int unfinished)
    {
        var booked = chain.Booked;
        return
        [
            Most("heap-at-the-end-by-heap-in-the-middle", growth.Ratio(static weight => weight.Heap), MostGrowth),
            Most("working-set-at-the-end-by-that-in-the-middle", growth.Ratio(static weight => weight.WorkingSet), MostGrowth),
            Most("threads-grown", growth.Difference(static weight => weight.Threads), MostOfTheRuntime),
            Most("handles-grown", growth.Difference(static weight => weight.Handles), MostOfTheRuntime),
            Most("timers-grown", growth.Difference(static weight => weight.Timers), 0),
            Figure.Never($"{Name}/failures-not-injected", tally.UnexpectedFailures),
            Figure.Never($"{Name}/wrong-answers", tally.WrongAnswers),
            Figure.Never($"{Name}/questions-still-in-flight", unfinished),
            Least("control-growth-if-answers-were-held", growth.Ratio(static weight => weight.Heap + weight.Answered), MostGrowth),
            Figure.AtLeast($"{Name}/failures-injected", tally.Broken, 1),
            Figure.AtLeast($"{Name}/callers-who-left", tally.Left, 1),
            Figure.AtLeast($"{Name}/attempts-that-failed", (int)booked.Failures, 1),
            Figure.AtLeast($"{Name}/misses", (int)(booked.Attempts - booked.Failures), 1),
            Figure.AtLeast($"{Name}/hits", (int)booked.Hits, 1),
            Figure.AtLeast($"{Name}/joins", (int)booked.Joins, 1),
            Figure.AtLeast($"{Name}/calls", tally.Calls, 1),
        ];
    }

    private Figure Most(string name, double value, double target) => new($"{Name}/{name}", Math.Round(value, 3), target, "max");

    private Figure Least(string name, double value, double target) => new($"{Name}/{name}", Math.Round(value, 3), target, "min");

    private sealed class Counter
    {
        private int _last = -1;

        public int Next() => Interlocked.Increment(ref _last);
    }
}
