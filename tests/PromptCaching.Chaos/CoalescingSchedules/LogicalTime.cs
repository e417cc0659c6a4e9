namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>Counts what happens, so that of two things it can be said which was certainly first.</summary>
internal sealed class LogicalTime
{
    public const long Never = long.MaxValue;
    private long _now;

    public long Next() => Interlocked.Increment(ref _now);
}
