namespace PromptCaching.AspNetCore.Traffic;

/// <summary>The latest verdicts, and the latest misses even where much went well since; those for one reason are one. The traffic's lock is held.</summary>
internal sealed class LatestVerdicts
{
    public const int Most = 100;
    private readonly Queue<JudgedCall> _all = new();
    private readonly LinkedList<JudgedCall> _misses = new();

    public void Add(CallReport report, DateTimeOffset now)
    {
        if (report.Verdict.Outcome is CacheOutcome.None)
        {
            return;
        }

        var call = JudgedCall.Of(report, now);
        if (_all.Count == Most)
        {
            _all.Dequeue();
        }

        _all.Enqueue(call);
        if (call.Cause is not null || call.Outcome == CacheOutcome.Miss)
        {
            AddMiss(call);
        }
    }

    /// <summary>Tells them, latest first.</summary>
    public IReadOnlyList<JudgedCall> Latest(int count, bool onlyMisses) =>
        onlyMisses ? [.. _misses.Take(count)] : [.. _all.Reverse().Take(count)];

    /// <summary>Short prompts miss again and again for one reason, and must not drive out the others.</summary>
    private void AddMiss(JudgedCall call)
    {
        var earlier = _misses.FirstOrDefault(known => known.MissesLike(call));
        if (earlier is not null)
        {
            _misses.Remove(earlier);
        }
        else if (_misses.Count == Most)
        {
            _misses.RemoveLast();
        }

        _misses.AddFirst(call with { Times = (earlier?.Times ?? 0) + 1 });
    }
}
