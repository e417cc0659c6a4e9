namespace BatchRun.Reporting;

/// <summary>A table of a report, in words; how it looks is up to the format.</summary>
internal sealed record ReportTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
