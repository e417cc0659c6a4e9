namespace PromptCaching.Benchmarks.Contests;

/// <summary>Both sides of a contest, by the call: time, and what it allocated.</summary>
internal sealed record ContestResult(string Name, string Ours, string Other, Effort OfOurs, Effort OfOther)
{
    /// <summary>Gets how many of ours fit into the time of one of the other.</summary>
    public double Speed => OfOther.Seconds / OfOurs.Seconds;

    public static ContestResult Of(string name, Contest contest)
    {
        var seconds = Stopwatches.Best(contest.DoOurs, contest.DoOther);
        return new ContestResult(
            name, contest.Ours, contest.Other, new Effort(seconds[0], Effort.BytesOf(contest.DoOurs)), new Effort(seconds[1], Effort.BytesOf(contest.DoOther)));
    }
}
