using System.Text.Json;
using BatchRun.Sending;

namespace BatchRun.Tests.Runs;

public sealed class BudgetTests : IDisposable
{
    private const int Items = 200;
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("online", 0.01)]
    [InlineData("batches", 0.02)]
    public async Task A_run_stops_at_its_budget_keeps_what_is_finished_and_goes_on_with_a_higher_one(string mode, decimal budget)
    {
        var stopped = await RunAsync(mode, budget);

        stopped.ExitCode.Should().Be(3, stopped.Error);
        var before = Record();
        (before.StoppedBy, before.Failed).Should().Be((StopReason.Budget, 0));
        before.SpentUsd.Should().BePositive().And.BeLessThanOrEqualTo(budget);
        before.Answered.Should().BeInRange(1, Items - 1);

        var finished = await RunAsync(mode, 1);

        finished.ExitCode.Should().Be(0, finished.Error);
        var after = Record();
        (after.Restored, after.Answered, after.StoppedBy).Should().Be((before.Answered, Items - before.Answered, null));
        (after.SpentUsd - after.SpentNowUsd).Should().Be(before.SpentUsd, "nothing is paid twice");
        finished.Output.Should().Contain($"{Items} of {Items} requests are answered");
    }

    [Fact]
    public async Task A_budget_that_is_spent_begins_nothing()
    {
        await RunAsync("online", 0.01m);

        (await RunAsync("online", 0.001m)).ExitCode.Should().Be(3);
        Record().Answered.Should().Be(0);
    }

    public void Dispose() => _folder.Dispose();

    private RunRecord Record() => JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(new StudyFolder(_folder.Root, "claude").Run), Json.Files)!;

    private Task<ProcessResult> RunAsync(string mode, decimal budget) => BatchRunProcess.RunAsync(
        ["--items", $"{Items}", "--mode", mode, "--budget", FormattableString.Invariant($"{budget}"), "--folder", _folder.Root]);
}
