namespace CostExplorer.Tests;

/// <summary>What the shell sees.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Two_replays_write_the_same_file()
    {
        var workload = _folder.Write("w.jsonl", Enumerable.Range(0, 30).Select(static number => Some.Line(number * 0.002, Some.Body($"question {number}"))));

        var first = await ExplorerProcess.RunAsync("replay", workload, "--out", _folder.Path("one"));
        var second = await ExplorerProcess.RunAsync("replay", workload, "--out", _folder.Path("two"));

        (first.ExitCode, second.ExitCode, first.Error).Should().Be((0, 0, ""));
        File.ReadLines(_folder.Path("one")).Should().HaveCount(30).And.Equal(File.ReadLines(_folder.Path("two")));
        File.ReadLines(_folder.Path("one")).First().Should().StartWith("{\"at\":0,\"conversation\":\"c\",\"body\":{")
            .And.Contain("\"usage\":{\"input_tokens\":");
    }

    [Fact]
    public async Task A_bad_line_is_named_and_skipped()
    {
        var workload = _folder.Write("w.jsonl", Some.Line(5, Some.Body("q")), "nonsense", Some.Line(4, Some.Body("q")), Some.Line(6, Some.Body("q")));

        var result = await ExplorerProcess.RunAsync("compare", workload, "--json");

        result.ExitCode.Should().Be(0);
        result.Error.Trim().Should().Be($"{workload}: 2 lines skipped: line 2 is not JSON; line 3 is earlier than a line before it.");
        result.Output.Trim().Split('\n').Should().HaveCount(9).And.OnlyContain(line => line.StartsWith("{\"workload\":\"w\","));
    }

    [Fact]
    public async Task Without_a_single_good_line_there_is_nothing_to_do()
    {
        var workload = _folder.Write("w.jsonl", "nonsense");

        var result = await ExplorerProcess.RunAsync("replay", workload, "--out", _folder.Path("sent"));

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("line 1 is not JSON").And.Contain("No line is left.");
    }

    [Fact]
    public async Task A_workload_is_never_overwritten_while_it_is_read()
    {
        var workload = _folder.Write("w.jsonl", Some.Line(0, Some.Body("q")));

        var result = await ExplorerProcess.RunAsync("replay", workload, "--out", workload);

        result.ExitCode.Should().Be(2);
        File.ReadLines(workload).Should().ContainSingle();
    }

    [Theory]
    [InlineData("replay", "missing.jsonl", "--out", "x")]
    [InlineData("compare", "missing.jsonl")]
    [InlineData("import", "missing.jsonl")]
    public async Task A_missing_file_is_one_plain_sentence(params string[] arguments) =>
        (await ExplorerProcess.RunAsync(arguments)).Should().Be((2, "", $"There is no file missing.jsonl.{Environment.NewLine}"));

    [Theory]
    [InlineData]
    [InlineData("compare")]
    [InlineData("replay", "w.jsonl")]
    [InlineData("replay", "w.jsonl", "--out", "x", "--mode", "perhaps")]
    public async Task Wrong_usage_ends_with_two(params string[] arguments)
    {
        var result = await ExplorerProcess.RunAsync(arguments);

        result.ExitCode.Should().Be(2);
        result.Error.Should().NotBeEmpty();
    }

    public void Dispose() => _folder.Dispose();
}
