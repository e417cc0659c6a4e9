using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.PlannedRequests;

/// <summary>Counts the findings, and shows the first of those that must not be.</summary>
internal sealed class PlanTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private const int MostOfText = 20_000;
    private const double FewestAdded = 0.5;
    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[Enum.GetValues<Finding>().Length];
    private long _added;
    private long _bytes;
    private int _shown;

    public void Add(Judgement judgement, GeneratedRequest request, int session, int number)
    {
        lock (_gate)
        {
            _counts[(int)judgement.Finding]++;
            _added += judgement.Added;
            _bytes += request.Body.Length;
            if (judgement.Finding != Finding.Sound && _shown++ < MostToShow)
            {
                progress.WriteLine($"session {session}, request {number}: {judgement.Finding}");
                progress.WriteLine($"{Shortened(judgement.Details ?? "")}\n{Shortened(request.ToString())}");
            }
        }
    }

    public IReadOnlyList<Figure> Figures(string scenario)
    {
        var judged = Math.Max(1, _counts.Sum() - Of(Finding.RefusedAnyway));
        progress.WriteLine($"{judged} requests judged, {_bytes / judged} bytes each");
        return
        [
            Figure.Never($"{scenario}/refused-because-of-us", Of(Finding.RefusedBecauseOfUs)),
            Figure.Never($"{scenario}/markers-break-rules", Of(Finding.MarkersBreakRules)),
            Figure.Never($"{scenario}/bytes-lost-or-changed", Of(Finding.BytesChanged)),
            Figure.Never($"{scenario}/refused-even-unplanned", Of(Finding.RefusedAnyway)),
            new Figure($"{scenario}/markers-added-per-request", Math.Round((double)_added / judged, 3), FewestAdded, "min"),
        ];
    }

    private int Of(Finding finding) => _counts[(int)finding];

    private static string Shortened(string text) => text[..Math.Min(text.Length, MostOfText)];
}
