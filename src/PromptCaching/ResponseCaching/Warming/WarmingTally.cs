using System.Collections.Concurrent;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Counts what becomes of many questions that are worked on at once.</summary>
internal sealed class WarmingTally
{
    private readonly ConcurrentBag<WarmingFailure> _failures = [];
    private int _stored;
    private int _asked;
    private int _known;

    public WarmingResult Result => new(_stored, _asked, _known, [.. _failures.OrderBy(static failure => failure.Line)]);

    public void Stored() => Interlocked.Increment(ref _stored);

    public void Asked() => Interlocked.Increment(ref _asked);

    public void Known() => Interlocked.Increment(ref _known);

    public void Failed(int line, string reason) => _failures.Add(new WarmingFailure(line, reason));
}
