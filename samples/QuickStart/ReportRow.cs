using PromptCaching;


namespace QuickStart;

/// <summary>One line of the table. What is not known is null, and so is every sum that it belongs to.</summary>
internal sealed record ReportRow(string Call, string AnsweredBy, TokenUsage? Tokens, decimal? Cost, decimal? CostWithoutCaching)
{
    private const int ShownDecimals = 6;
    private static readonly TokenUsage Nothing = new();

    public decimal? Saved => CostWithoutCaching - Cost;

    /// <param name="call">The name of the call.</param>
    /// <param name="report">What the library says of it.</param>
    /// <param name="api">What the API is called here.</param>
    public static ReportRow Of(string call, CallReport report, string api) => new(
        call,
        report.Source == CallSource.ResponseCache ? "response cache" : api,
        report.Usage,
        Shown(report.Cost),
        Shown(report.CostWithoutCaching));

    public static ReportRow Total(IReadOnlyList<ReportRow> rows) => new(
        "total",
        "",
        rows.Select(static row => row.Tokens).Aggregate((TokenUsage?)Nothing, Add),
        rows.Select(static row => row.Cost).Aggregate((decimal?)0m, static (sum, cost) => sum + cost),
        rows.Select(static row => row.CostWithoutCaching).Aggregate((decimal?)0m, static (sum, cost) => sum + cost));

    /// <summary>Rounds before adding up, so that the table can be checked by hand.</summary>
    private static decimal? Shown(decimal? cost) => cost is { } exact ? Math.Round(exact, ShownDecimals) : null;

    private static TokenUsage? Add(TokenUsage? sum, TokenUsage? usage) => sum is null || usage is null ? null : new TokenUsage
    {
        Input = sum.Input + usage.Input,
        CacheWrite5m = sum.CacheWrite5m + usage.CacheWrite5m,
        CacheWrite1h = sum.CacheWrite1h + usage.CacheWrite1h,
        CacheRead = sum.CacheRead + usage.CacheRead,
        Output = sum.Output + usage.Output,
        WebSearches = sum.WebSearches + usage.WebSearches,
    };
}
