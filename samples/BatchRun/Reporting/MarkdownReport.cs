namespace BatchRun.Reporting;

/// <summary>A report as Markdown.</summary>
internal static class MarkdownReport
{
    public static string Of(string title, IEnumerable<string> sentences, IEnumerable<ReportTable> tables)
    {
        var list = string.Join('\n', sentences.Select(static sentence => $"- {Escape(sentence)}"));
        return string.Join("\n\n", [$"# {Escape(title)}", list, .. tables.Select(Table)]) + "\n";
    }

    private static string Table(ReportTable table) => string.Join('\n',
    [
        $"## {Escape(table.Title)}",
        "",
        Row(table.Columns),
        Row(table.Columns.Select(static (_, index) => index == 0 ? "---" : "---:")),
        .. table.Rows.Select(static row => Row(row.Select(Escape))),
    ]);

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>Names come from files, and errors from servers: neither may end a cell, or begin a tag.</summary>
    private static string Escape(string text) => text.ReplaceLineEndings(" ")
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
