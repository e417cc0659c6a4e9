using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Sending;
using BatchRun.Tests.Webhooks;
using BatchRun.Webhooks;

namespace BatchRun.Tests.Runs;

/// <summary>The real program from its first step to its last, on its own emulator.</summary>
public sealed class WholeRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("--mode", "online")]
    [InlineData("--mode", "batches")]
    [InlineData("--provider", "claude-marked")]
    [InlineData("--provider", "claude-marked", "--mode", "batches")]
    public async Task It_answers_everything_close_to_the_clairvoyant_bound(params string[] arguments)
    {
        var result = await RunAsync(["--items", "400", .. arguments]);

        (result.ExitCode, Said(result.Output, @"(\d+) of 400 requests are answered")).Should().Be((0, 400), result.Error);
        Said(result.Output, @"([\d.]+) times the clairvoyant bound").Should().BeInRange(1, 1.03m);
        result.Output.Should().Contain("No key is set");
    }

    [Fact]
    public async Task Every_shard_logs_what_it_read_and_wrote()
    {
        await RunAsync(["--items", "600"]);

        var shards = LineFile<ShardTally>.Read(new StudyFolder(_folder.Root, "claude").ShardLog).ToList();
        shards.Select(static shard => (shard.Shard, shard.Requests, shard.Succeeded)).Should()
            .BeEquivalentTo([("shard-001", 500, 500), ("shard-002", 100, 100)]);
        shards.Sum(static shard => shard.CacheCreationInputTokens).Should().BeInRange(1_300, 1_500, "the shared prompt is written once");
        shards.Sum(static shard => shard.CacheReadInputTokens).Should().Be(599 * shards.Sum(static shard => shard.CacheCreationInputTokens));
    }

    [Fact]
    public async Task Steps_can_be_run_apart()
    {
        foreach (var step in new[] { "prepare --items 30", "build --temps 1.0", "run --dry-run", "run", "report" })
        {
            var result = await RunAsync(step.Split(' '));
            result.ExitCode.Should().Be(0, result.Error);
        }

        var again = await RunAsync(["run"]);
        again.Output.Should().Contain("30 answers are recorded already").And.Contain("0 answered now, 30 before");
        var files = new StudyFolder(_folder.Root, "claude");
        ManifestFile.Read(files.Manifest).Requests().Should().Be(30);
        (await File.ReadAllLinesAsync(files.Answers)).Should().HaveCount(30);
        (await File.ReadAllTextAsync(files.MarkdownReport)).Should().Contain("misses by reason").And.Contain("| control |");
        (await File.ReadAllTextAsync(files.HtmlReport)).Should().Contain("<td>control</td>");
    }

    [Fact]
    public async Task A_step_that_comes_too_early_says_what_is_missing()
    {
        var result = await RunAsync(["run"]);

        (result.ExitCode, result.Output).Should().Be((2, ""));
        result.Error.Should().Contain("run build first");
    }

    [Fact]
    public async Task What_was_built_for_others_is_not_sent()
    {
        var result = await RunAsync(["--items", "10", "--provider", "openai"]);

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("sends to Claude alone");
        (await File.ReadAllLinesAsync(new StudyFolder(_folder.Root, "openai").File("shard-001.jsonl"))).Should().HaveCount(10);
    }

    [Fact]
    public async Task A_folder_is_used_by_one_run_at_a_time()
    {
        await RunAsync(["--items", "10"]);
        await using var other = new FileStream(new StudyFolder(_folder.Root, "claude").Checkpoint, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var result = await RunAsync(["run"]);

        result.ExitCode.Should().Be(1);
        result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle().Which.Should().Contain("checkpoint.jsonl");
    }

    [Fact]
    public async Task Prompts_below_the_minimum_are_sent_unmarked_and_reported()
    {
        var study = _folder.Write(
            "study.json",
            """
            {"name":"short","system":"short.txt","arms":[{"name":"control"}],"provider":"claude",
             "providers":{"claude":{"model":"claude-haiku-5-5","cache_control":"system"}}}
            """);
        _folder.Write("short.txt", "Be kind.");

        var result = await RunAsync(["--config", study, "--items", "20"]);

        result.Output.Should().Contain("below the minimum").And.Contain("Its 20 requests are sent unmarked");
        (await File.ReadAllTextAsync(new StudyFolder(_folder.Root, "claude").MarkdownReport))
            .Should().Contain("| unmarked: the prompt is below the minimum | 20 |").And.Contain("| written, both | 0 |");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_over_is_told_and_ends_well_whatever_the_receiver_says(bool isThere)
    {
        await using var receiver = await Receiver.StartAsync();
        var url = isThere ? receiver.Url : new Uri(receiver.Url, "/elsewhere");
        var study = (await File.ReadAllTextAsync(ConfigurationFile.Default)).TrimEnd().TrimEnd('}')
            + $$""", "webhook": { "url": "{{url}}" } }""";
        _folder.Write("system.txt", await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "study", "system.txt")));

        var result = await RunAsync(["--config", _folder.Write("study.json", study), "--items", "20"], ("BATCHRUN_WEBHOOK_SECRET", "shared"));

        result.ExitCode.Should().Be(0, result.Error);
        result.Output.Should().Contain(isThere ? "Webhook delivered, attempt 1." : "Webhook not delivered after 4 attempts: the receiver answered 404.");
        receiver.Notes.Should().HaveCount(isThere ? 1 : 0);
        foreach (var note in receiver.Notes)
        {
            Signature.IsGood(note.Signature, "shared", note.Id, note.Timestamp, note.Body).Should().BeTrue();
            JsonSerializer.Deserialize<CompletionNote>(note.Body, Json.Lines).Should().Match<CompletionNote>(told => told.Finished && told.Answered == 20);
        }
    }

    public void Dispose() => _folder.Dispose();

    private static decimal Said(string output, string pattern) =>
        decimal.Parse(Regex.Match(output, pattern).Groups[1].Value, CultureInfo.InvariantCulture);

    private Task<ProcessResult> RunAsync(string[] arguments, params (string, string)[] environment) =>
        BatchRunProcess.RunAsync([.. arguments, "--folder", _folder.Root], environment);
}
