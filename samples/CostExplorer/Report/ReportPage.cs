using CostExplorer.Compare;
using CostExplorer.Workloads;

namespace CostExplorer.Report;

/// <summary>Writes the page: the template, with the figures and the table in it.</summary>
internal static class ReportPage
{
    public static void Write(string path, ComparisonTable table, IReadOnlyList<FileOutcome> outcomes)
    {
        using var template = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.html")!);
        using var output = new StreamWriter(OutputFile.Create(path));
        output.Write(template.ReadToEnd()
            .Replace("<!--TABLE-->", ReportTable.Of(table), StringComparison.Ordinal)
            .Replace("/*DATA*/null", ReportData.Of(table, outcomes), StringComparison.Ordinal));
    }
}
