using System.Globalization;
using BatchRun.Predicting;
using BatchRun.Sending;

namespace BatchRun.Reporting;

/// <summary>What a report says, in the order in which it says it.</summary>
internal static class ReportContent
{
    private const int MostNamed = 100;
    private static readonly string[] RowColumns =
        ["", "answers", "input", "written 5m", "written 1h", "read", "output", "USD", "USD without caching", "USD saved"];

    public static string Title(ReportFigures report) => $"{report.Manifest.Study}: {report.Manifest.Provider}, {report.Manifest.Model}";

    public static IEnumerable<string> Sentences(ReportFigures report)
    {
        var total = report.Total;
        var share = total.WithoutCaching == 0 ? 0 : total.Saved / total.WithoutCaching;
        yield return Words($"{total.Answers:N0} of {report.Manifest.Requests():N0} requests are answered.");
        yield return Words($"They have {total.Tokens.Prompt:N0} prompt tokens and {total.Tokens.Output:N0} output tokens.");
        yield return Words($"They cost {total.Bill.Total:F4} USD; without caching {total.WithoutCaching:F4} USD. Saved: {total.Saved:F4} USD ({share:P1}).");
        if (report.TimesTheLeast is { } times)
        {
            yield return Words($"The prompts cost {total.Bill.Prompt:F6} USD, {times:F4} times the clairvoyant bound of {report.LeastPromptCost:F6} USD.");
        }

        if (report.Run is { } run)
        {
            yield return RunWords.Ending(run);
            if (run.InFlightBefore.Count > 0)
            {
                var named = string.Join(", ", run.InFlightBefore.Take(MostNamed)) + (run.InFlightBefore.Count > MostNamed ? ", ..." : "");
                yield return Words($"{run.InFlightBefore.Count:N0} calls were in flight when the run before was ended: {named}.");
            }

            if (run.Webhook is { } webhook)
            {
                yield return webhook.ToString();
            }
        }

        foreach (var arm in report.Manifest.Arms.Where(static arm => arm.IsBelowMinimum))
        {
            yield return PrefixWarnings.BelowMinimum(arm);
        }
    }

    public static IEnumerable<ReportTable> Tables(ReportFigures report)
    {
        var total = report.Total;
        yield return new ReportTable("Tokens by bucket", ["", "tokens", "USD"],
        [
            ["input, in full", Number(total.Tokens.Input), Usd(total.Bill.Input)],
            ["written to the cache, 5 minutes", Number(total.Tokens.Written5m), ""],
            ["written to the cache, 1 hour", Number(total.Tokens.Written1h), ""],
            ["written, both", Number(total.Tokens.Written), Usd(total.Bill.Written)],
            ["read from the cache", Number(total.Tokens.Read), Usd(total.Bill.Read)],
            ["output", Number(total.Tokens.Output), Usd(total.Bill.Output)],
        ]);
        yield return new ReportTable("Arms", RowColumns, [.. report.Arms.Append(total).Select(Row)]);
        yield return new ReportTable("The prompt cache, and misses by reason", ["", "requests"], [.. report.Outcomes.Select(Counted)]);
        if (report.Failures.Count > 0)
        {
            yield return new ReportTable("Failures", ["", "requests"], [.. report.Failures.Select(Counted)]);
        }

        yield return new ReportTable("Shards", RowColumns, [.. report.Shards.Select(Row)]);
    }

    private static IReadOnlyList<string> Counted((string Reason, int Count) counted) => [counted.Reason, Number(counted.Count)];

    private static IReadOnlyList<string> Row(ReportRow row) =>
    [
        row.Name, Number(row.Answers), Number(row.Tokens.Input), Number(row.Tokens.Written5m), Number(row.Tokens.Written1h), Number(row.Tokens.Read),
        Number(row.Tokens.Output), Usd(row.Bill.Total), Usd(row.WithoutCaching), Usd(row.Saved),
    ];

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Usd(decimal usd) => usd.ToString("F4", CultureInfo.InvariantCulture);

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
