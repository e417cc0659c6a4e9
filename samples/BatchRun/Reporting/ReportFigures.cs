using BatchRun.Building;
using BatchRun.Costs;
using BatchRun.Sending;

namespace BatchRun.Reporting;

/// <summary>All that a report says.</summary>
internal sealed record ReportFigures
{
    public required Manifest Manifest { get; init; }

    public RunRecord? Run { get; init; }

    public required IReadOnlyList<ReportRow> Arms { get; init; }

    public required IReadOnlyList<ReportRow> Shards { get; init; }

    /// <summary>Gets how often the prompt cache did what, most often first.</summary>
    public required IReadOnlyList<(string Reason, int Count)> Outcomes { get; init; }

    /// <summary>Gets why requests have no answer, most often first.</summary>
    public required IReadOnlyList<(string Reason, int Count)> Failures { get; init; }

    /// <summary>Gets the least that the answered prompts could cost, in USD; only where the emulator counted, as nobody else counts like it.</summary>
    public decimal? LeastPromptCost { get; init; }

    public ReportRow Total => ReportRow.Sum("all", Shards);

    public decimal? TimesTheLeast => LeastPromptCost is > 0 and var least ? Total.Bill.Prompt / least : null;
}

/// <summary>Answers taken together.</summary>
/// <param name="Name">What they have in common.</param>
/// <param name="Answers">How many.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Bill">What was paid, in USD.</param>
/// <param name="WithoutCaching">What they would have cost if nothing had been cached, in USD.</param>
internal sealed record ReportRow(string Name, int Answers, Tokens Tokens, Bill Bill, decimal WithoutCaching)
{
    public decimal Saved => WithoutCaching - Bill.Total;

    public static ReportRow Empty(string name) => new(name, 0, default, default, 0);

    public static ReportRow Sum(string name, IEnumerable<ReportRow> rows) => rows.Aggregate(Empty(name), static (sum, row) => new ReportRow(
        sum.Name, sum.Answers + row.Answers, sum.Tokens + row.Tokens, sum.Bill + row.Bill, sum.WithoutCaching + row.WithoutCaching));

    public ReportRow With(Tokens tokens, PriceList prices, bool isBatch)
    {
        var of = prices.For(tokens.Prompt);
        return new ReportRow(
            Name, Answers + 1, Tokens + tokens, Bill + Bill.Of(tokens, of, isBatch), WithoutCaching + Bill.WithoutCaching(tokens, of, isBatch).Total);
    }
}
