using System.Globalization;
using System.Net;
using System.Text;
using CostExplorer.Compare;

namespace CostExplorer.Report;

/// <summary>The table of ratios as HTML, readable without scripts; the cheapest of each row stands out.</summary>
internal static class ReportTable
{
    public static string Of(ComparisonTable table)
    {
        var html = new StringBuilder("<table><thead><tr><th>workload</th>");
        foreach (var strategy in Strategy.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th>{Breakable(strategy.Name)}</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            AppendRow(html, row[0].Workload, [.. row.Select(static cell => cell.Ratio)]);
        }

        html.Append("</tbody><tfoot>");
        AppendRow(html, "geometric mean", table.Means);
        return html.Append("</tfoot></table>").ToString();
    }

    private static string Breakable(string name) => WebUtility.HtmlEncode(name).Replace("+", "+<wbr>", StringComparison.Ordinal);

    private static void AppendRow(StringBuilder html, string name, IReadOnlyList<double?> ratios)
    {
        html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(name)}</th>");
        var best = ratios.Min();
        foreach (var ratio in ratios)
        {
            var emphasis = ratio is not null && ratio - best < 0.005 ? " class=\"best\"" : "";
            html.Append(CultureInfo.InvariantCulture, $"<td{emphasis}>{(ratio is { } known ? known.ToString("F2", CultureInfo.InvariantCulture) : "-")}</td>");
        }

        html.Append("</tr>");
    }
}
