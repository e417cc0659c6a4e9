using CostExplorer.Compare;
using CostExplorer.Workloads;

namespace CostExplorer.Tests.Compare;

public sealed class ComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Without_markers_everything_is_paid_in_full()
    {
        var row = await Row(Some.Line(0, Some.Body(Some.Text(100))), Some.Line(10, Some.Body(Some.Text(100, 'b'))));

        Cell(row, "none").Cost.Should().Be(2 * 2100 * 3);
    }

    [Fact]
    public async Task A_shared_system_prompt_is_best_marked_alone_and_that_is_the_bound()
    {
        var row = await Row(Some.Line(0, Some.Body(Some.Text(100))), Some.Line(10, Some.Body(Some.Text(100, 'b'))));

        Cell(row, "system").Cost.Should().BeApproximately(3 * ((2000 * 1.35) + 200), 1e-6);
        Cell(row, "system").Ratio.Should().BeApproximately(1, 1e-9);
        row.Should().OnlyContain(cell => cell.Ratio >= 1 - 1e-9);
    }

    [Fact]
    public async Task Files_of_one_name_are_one_row()
    {
        var files = new[] { "a/w.jsonl", "b/w.jsonl", "b/v.jsonl" }
            .Select(name => new WorkloadFile(_folder.Write(name, Some.Line(0, Some.Body("q"))))).ToArray();

        var table = new ComparisonTable(await Comparison.RunAsync(files, static _ => { }, CancellationToken.None));

        table.Rows.Select(static row => row[0].Workload).Should().Equal("w", "v");
        table.Rows[0][0].Cost.Should().Be(2 * table.Rows[1][0].Cost);
        table.Means.Should().OnlyContain(mean => mean >= 1);
    }

    [Fact]
    public async Task What_is_refused_without_markers_too_does_not_count()
    {
        var good = Some.Line(0, Some.Body(Some.Text(100)));

        var row = await Row(good, Some.Line(1, """{"model": "claude-sonnet-4-5"}"""));

        Cell(row, "none").Refused.Should().Be(1);
        Cell(row, "system").Refused.Should().Be(0);
        row.Select(static cell => cell.Cost).Should().Equal((await Row(good)).Select(static cell => cell.Cost));
    }

    [Fact]
    public async Task The_strategies_come_in_the_order_of_the_columns() =>
        (await Row(Some.Line(0, Some.Body("q")))).Select(static cell => cell.Strategy).Should().Equal(
            "ours", "none", "system", "tools+system", "automatic (top-level)", "tools+system+tail", "tools+system+tail 1h",
            "system + last 2 user turns", "system + last 3 user turns");

    public void Dispose() => _folder.Dispose();

    private static Cell Cell(IEnumerable<Cell> row, string strategy) => row.Single(cell => cell.Strategy == strategy);

    private async Task<IReadOnlyList<Cell>> Row(params string[] lines)
    {
        var file = new WorkloadFile(_folder.Write("w.jsonl", lines));
        return new ComparisonTable(await Comparison.RunAsync([file], static _ => { }, CancellationToken.None)).Rows.Single();
    }
}
