namespace PromptCaching.AspNetCore.Traffic;

/// <summary>What is kept of the calls for onlookers; bounded in memory, whatever callers do. The traffic's lock is held.</summary>
internal sealed class TrafficBook
{
    private const int MostCounted = 256;
    private const int MostShown = 8;
    private readonly LastHour _hour = new();
    private readonly LatencyCounts _hits = new();
    private readonly LatencyCounts _joined = new();
    private readonly LatencyCounts _misses = new();
    private readonly TopUses _prefixes = new(MostCounted);
    private readonly TopUses _answers = new(MostCounted);

    public LatestVerdicts Verdicts { get; } = new();

    public LatencyStatistics Latency => new(_hits.Summary(), _joined.Summary(), _misses.Summary());

    public void Add(CallReport report, DateTimeOffset now)
    {
        _hour.Add(report, now);
        Verdicts.Add(report, now);
        if (report.IsKeepWarm)
        {
            // Nobody asked, and nobody waited.
            return;
        }

        if (report is { Error: null, Duration: { } duration })
        {
            (report.Source switch { CallSource.ResponseCache => _hits, CallSource.Joined => _joined, _ => _misses }).Add(duration);
        }

        if (report is { Source: CallSource.Api, PrefixHash: { } prefix } && report.Verdict.ReadTokens + report.Verdict.WrittenTokens > 0)
        {
            _prefixes.Add(TopUse.Of(prefix, report, now));
        }

        if (report is { Source: CallSource.ResponseCache, MessageId: { } answer })
        {
            _answers.Add(TopUse.Of(answer, report, now));
        }
    }

    public TrafficPicture At(DateTimeOffset now) => new(
        now, _hour.At(now), Latency, _prefixes.Top(MostShown), _answers.Top(MostShown), Verdicts.Latest(MostShown, onlyMisses: true));
}
