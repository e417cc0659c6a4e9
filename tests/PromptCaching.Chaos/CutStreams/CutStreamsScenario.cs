namespace PromptCaching.Chaos.CutStreams;

/// <summary>Recorded streams, cut at any byte in four ways: no part of an answer is ever kept for the whole, and the caller always learns of it.</summary>
internal sealed class CutStreamsScenario : IScenario
{
    private static readonly Cut[] Cuts = Enum.GetValues<Cut>();

    public string Name => "cut-streams";

    public int QuickOperations => 40_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var streams = RecordedStream.ReadAll();
        if (streams.Count == 0)
        {
            await run.Progress.WriteLineAsync("There are no recorded streams beside this checkout: nothing was cut.");
            return [Figure.Never($"{Name}/cuts-without-recordings", 0)];
        }

        var places = streams.Sum(static stream => stream.Bytes.Length + 1L);
        var stride = (int)Math.Max(1, places * Cuts.Length / run.Operations);
        await run.Progress.WriteLineAsync($"{streams.Count} streams of {places} places to cut, one in {stride}");
        var tally = new CutTally(run.Progress);
        await Parallel.ForAsync(0, streams.Count, cancellationToken, async (number, token) => await CutAsync(streams[number], number, stride, run, tally, token));
        return tally.Figures(Name);
    }

    private static async Task CutAsync(RecordedStream stream, int number, int stride, ScenarioRun run, CutTally tally, CancellationToken cancellationToken)
    {
        var chance = run.ChanceOf(number);
        using var lane = new CutLane();
        if (stream.MayBeStored)
        {
            tally.AddWhole(stream, await lane.IsReplayedAsync(stream, "whole", cancellationToken));
        }

        foreach (var at in Places(stream, chance.Next(stride), stride))
        {
            foreach (var cut in Cuts)
            {
                tally.Add(stream, at, cut, await lane.CutAsync(stream, at, cut, $"{cut} at {at}", chance, cancellationToken));
            }
        }
    }

    /// <summary>Every so many bytes, and always where the last event is almost, just, and certainly whole.</summary>
    private static IEnumerable<int> Places(RecordedStream stream, int first, int stride)
    {
        int[] always = [stream.EndOfAnswer - 1, stream.EndOfAnswer, stream.Bytes.Length];
        for (var at = first; at <= stream.Bytes.Length; at += stride)
        {
            if (!always.Contains(at))
            {
                yield return at;
            }
        }

        foreach (var at in always.Distinct())
        {
            yield return at;
        }
    }
}
