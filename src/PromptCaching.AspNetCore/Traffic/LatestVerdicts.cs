namespace PromptCaching.AspNetCore.Traffic;

/// <summary>The latest verdicts, and the latest misses even where much went well since. The traffic's lock is held.</summary>
internal sealed class LatestVerdicts
{
    public const int Most = 100;
    private readonly Queue<JudgedCall> _all = new();
    private readonly Queue<JudgedCall> _misses = new();

    public void Add(CallReport report, DateTimeOffset now)
    {
        if (report.Verdict.Outcome is CacheOutcome.None)
        {
            return;
        }

        var call = JudgedCall.Of(report, now);
        Add(_all, call);
        if (call.Cause is not null || call.Outcome == CacheOutcome.Miss)
        {
            Add(_misses, call);
        }
    }

    /// <summary>Tells them, latest first.</summary>
    public IReadOnlyList<JudgedCall> Latest(int count, bool onlyMisses) => [.. (onlyMisses ? _misses : _all).Reverse().Take(count)];

    private static void Add(Queue<JudgedCall> queue, JudgedCall call)
    {
        if (queue.Count == Most)
        {
            queue.Dequeue();
        }

        queue.Enqueue(call);
    }
}
