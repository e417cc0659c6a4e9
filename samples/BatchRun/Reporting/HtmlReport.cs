using System.Net;
using System.Text;

namespace BatchRun.Reporting;

/// <summary>A report as one page that needs no other file.</summary>
internal static class HtmlReport
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#222}"
        + "table{border-collapse:collapse;margin:0 0 2rem}th,td{padding:.25rem .75rem;border-bottom:1px solid #ddd;text-align:right}"
        + "th:first-child,td:first-child{text-align:left}th{font-weight:600}";

    public static string Of(string title, IEnumerable<string> sentences, IEnumerable<ReportTable> tables)
    {
        var page = new StringBuilder()
            .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Escape(title)).Append("</title><style>").Append(Style)
            .Append("</style></head><body>\n<h1>").Append(Escape(title)).Append("</h1>\n<ul>\n")
            .AppendJoin('\n', sentences.Select(static sentence => $"<li>{Escape(sentence)}</li>")).Append("\n</ul>\n");
        foreach (var table in tables)
        {
            page.Append("<h2>").Append(Escape(table.Title)).Append("</h2>\n<table>\n").Append(Row("th", table.Columns)).Append('\n')
                .AppendJoin('\n', table.Rows.Select(static row => Row("td", row))).Append("\n</table>\n");
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static string Row(string tag, IEnumerable<string> cells) =>
        $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Escape(cell)}</{tag}>"))}</tr>";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
