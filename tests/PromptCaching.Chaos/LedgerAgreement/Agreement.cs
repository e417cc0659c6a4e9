using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.LedgerAgreement;

/// <summary>Two ledgers of the same calls, matched by request id.</summary>
internal sealed class Agreement
{
    private readonly Dictionary<string, UsageEntry> _entries;

    public Agreement(IReadOnlyList<EmulatedCall> billed, IReadOnlyList<UsageEntry> entries)
    {
        var attempts = entries.Where(static entry => entry.Source == CallSource.Api).ToArray();
        var named = attempts.Where(static entry => entry.RequestId is not null).ToArray();
        _entries = named.DistinctBy(static entry => entry.RequestId).ToDictionary(static entry => entry.RequestId!);
        Doubled = named.Length - _entries.Count;
        Nameless = attempts.Length - named.Length;
        NamelessButKnown = attempts.Count(static entry => entry.RequestId is null && entry.Knowledge != UsageKnowledge.Unknown && entry.Usage?.TotalInput > 0);
        foreach (var call in billed)
        {
            Judge(call);
        }

        Foreign = _entries.Keys.Except(billed.Select(static call => call.RequestId)).Count();
    }

    /// <summary>Gets the tokens by which calls differ whose usage arrived.</summary>
    public long TokensOfDifference { get; private set; }

    /// <summary>Gets the dollars by which they differ.</summary>
    public decimal DollarsOfDifference { get; private set; }

    /// <summary>Gets the billed calls whose usage arrived.</summary>
    public int Known { get; private set; }

    public int Partly { get; private set; }

    public int Unknown { get; private set; }

    /// <summary>Gets the partly known calls whose prompt is another, or whose output is less than what is told.</summary>
    public int WrongParts { get; private set; }

    /// <summary>Gets the billed calls that only an entry without a request id can stand for.</summary>
    public int BilledWithoutId { get; private set; }

    public int Nameless { get; }

    public int NamelessButKnown { get; }

    public int Doubled { get; }

    public int Foreign { get; }

    private void Judge(EmulatedCall call)
    {
        if (!_entries.TryGetValue(call.RequestId, out var entry))
        {
            BilledWithoutId += call.Usage is null ? 0 : 1;
            return;
        }

        var billed = call.Usage ?? new EmulatedUsage(0, 0, 0, 0, 0);
        switch (entry.Knowledge)
        {
            case UsageKnowledge.Known:
                Known += call.Usage is null ? 0 : 1;
                TokensOfDifference += PromptDifference(entry.Usage!, billed) + Math.Abs(entry.Usage!.Output - billed.OutputTokens);
                DollarsOfDifference += Math.Abs((entry.Cost ?? 0m) - (call.CostUsd ?? 0m));
                break;
            case UsageKnowledge.Partly:
                Partly++;
                WrongParts += PromptDifference(entry.Usage!, billed) != 0 || entry.Usage!.Output > Math.Max(1, billed.OutputTokens) ? 1 : 0;
                break;
            default:
                Unknown++;
                break;
        }
    }

    private static long PromptDifference(TokenUsage usage, EmulatedUsage billed) =>
        Math.Abs(usage.Input - billed.InputTokens) + Math.Abs(usage.CacheWrite5m - billed.Written5mTokens)
        + Math.Abs(usage.CacheWrite1h - billed.Written1hTokens) + Math.Abs(usage.CacheRead - billed.ReadTokens);
}
