using System.Text.Json;
using CostExplorer.Compare;
using CostExplorer.Report;
using CostExplorer.Workloads;

namespace CostExplorer.Tests.Report;

public sealed class ReportPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_page_is_one_file_that_asks_for_nothing_else() =>
        (await Page("w")).Should().StartWith("<!DOCTYPE html>").And.NotContainAny("http://", "https://", "src=", "@import", "url(");

    [Fact]
    public async Task A_name_that_looks_like_markup_stays_text() => (await Page("<b>&")).Should().NotContain("<b>").And.Contain("&lt;b&gt;&amp;");

    [Fact]
    public async Task The_figures_stand_in_it_as_data()
    {
        var page = await Page("w");
        var start = page.IndexOf("const data = ", StringComparison.Ordinal) + "const data = ".Length;

        using var data = JsonDocument.Parse(page[start..page.IndexOf(";\n", start, StringComparison.Ordinal)]);

        var system = data.RootElement.GetProperty("workloads")[0].GetProperty("cells")[2];
        system.GetProperty("tokens").EnumerateArray().Select(static tokens => tokens.GetInt64()).Should().Equal(2000, 2000, 0, 200);
        system.GetProperty("markers").EnumerateArray().Select(static count => count.GetInt64()).Should().Equal(0, 0, 2, 0, 0, 0, 0, 0);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> Page(string name)
    {
        var file = new WorkloadFile(_folder.Write($"{name}.jsonl", Some.Line(0, Some.Body(Some.Text(100))), Some.Line(10, Some.Body(Some.Text(100, 'b')))));
        var outcomes = await Comparison.RunAsync([file], static _ => { }, CancellationToken.None);
        ReportPage.Write(_folder.Path("report.html"), new ComparisonTable(outcomes), outcomes);
        return await File.ReadAllTextAsync(_folder.Path("report.html"));
    }
}
