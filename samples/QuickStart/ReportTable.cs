using System.Globalization;

namespace QuickStart;

/// <summary>Lays reports out as a table with a header and a total: numbers to the right, names to the left.</summary>
internal static class ReportTable
{
    private const int LeftAligned = 2;
    private const int Comparing = 2;
    private const string Gap = "  ";
    private const string Unknown = "?";

    private static readonly string[][] Header =
    [
        ["", "", "", "", "", "", "", "cost without", ""],
        ["call", "answered by", "input", "written", "read", "output", "cost", "caching", "saved"],
    ];

    public static string Format(IReadOnlyList<ReportRow> rows) =>
        Format(Header, [.. rows.Append(ReportRow.Total(rows)).Select(Cells)]);

    /// <summary>Leaves out the columns that compare, for calls that had no caching to begin with.</summary>
    public static string FormatPlain(IReadOnlyList<ReportRow> rows) =>
        Format([Header[^1][..^Comparing]], [.. rows.Append(ReportRow.Total(rows)).Select(static row => Cells(row)[..^Comparing])]);

    private static string Format(string[][] header, string[][] body)
    {
        int[] widths = [.. header[0].Select((_, column) => header.Concat(body).Max(row => row[column].Length))];
        var rule = new string('-', widths.Sum() + (Gap.Length * (widths.Length - 1)));
        return string.Join(
            Environment.NewLine,
            [.. header.Select(row => Line(row, widths)), rule, .. body[..^1].Select(row => Line(row, widths)), rule, Line(body[^1], widths)]);
    }

    private static string[] Cells(ReportRow row) =>
    [
        row.Call,
        row.AnsweredBy,
        Number(row.Tokens?.Input),
        Number(row.Tokens?.CacheWrite),
        Number(row.Tokens?.CacheRead),
        Number(row.Tokens?.Output),
        Dollars(row.Cost),
        Dollars(row.CostWithoutCaching),
        Dollars(row.Saved),
    ];

    private static string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => Padded(cell, column, widths[column]))).TrimEnd();

    private static string Padded(string cell, int column, int width) => column < LeftAligned ? cell.PadRight(width) : cell.PadLeft(width);

    private static string Number(long? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? Unknown;

    private static string Dollars(decimal? cost) => cost?.ToString("F6", CultureInfo.InvariantCulture) ?? Unknown;
}
