using System.Text.Json;
using BatchRun.Configuration;
using PromptCaching.Messages.Batches;
using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

namespace BatchRun.Tests.Runs;

/// <summary>The real program, killed while calls are in flight; what it did is counted where it is billed.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Items = 60;
    private const int Concurrency = 4;
    private const int AnsweredBefore = 20;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_killed_run_goes_on_without_paying_again_for_any_recorded_result_and_lists_the_calls_in_flight()
    {
        var held = new HeldAnswers(AnsweredBefore, Concurrency);
        using var emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { Answer = held.Answer });
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator);

        using (var killed = Start(server))
        {
            await held.AllInFlight.WaitAsync(TimeSpan.FromMinutes(1));
            await killed.KillAsync();
        }

        // A call is in the ledger a moment after its answer was chosen.
        while (emulator.Calls.Count < AnsweredBefore + Concurrency)
        {
            await Task.Yield();
        }

        held.Release();
        using var resumed = Start(server);
        var result = await resumed.ReadToEndAsync();

        result.ExitCode.Should().Be(0, result.Error);
        result.Output.Should().Contain($"{AnsweredBefore} answers are recorded already").And.Contain($"{Items} of {Items} requests are answered");
        var asked = QuestionsOf(emulator).CountBy(static question => question).ToDictionary();
        asked.Should().HaveCount(Items);
        var twice = asked.Where(static question => question.Value > 1).Select(static question => question.Key).ToList();
        twice.Should().BeEquivalentTo(held.Held, "only calls that were in flight are made again").And.HaveCount(Concurrency);
        result.Output.Split('\n').Count(static line => line.StartsWith("  in flight: ", StringComparison.Ordinal)).Should().Be(Concurrency);
        held.Held.Should().OnlyContain(question => result.Output.Contains($"  in flight: {NameOf(question)}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_was_killed_while_a_batch_was_under_way_reads_that_batch_and_makes_no_other()
    {
        var clock = new ManualTimeProvider();
        using var emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { BatchDuration = TimeSpan.FromHours(1) }, clock);
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator);
        string[] batches = ["--mode", "batches", "--provider", "claude-plain"];

        using (var killed = Start(server, batches))
        {
            // Whoever looks at a batch has noted it.
            while (!emulator.Calls.Any(static call => call.Method == "GET"))
            {
                await Task.Yield();
            }

            await killed.KillAsync();
        }

        clock.Advance(TimeSpan.FromHours(1));
        using var resumed = Start(server, batches);
        var result = await resumed.ReadToEndAsync();

        result.ExitCode.Should().Be(0, result.Error);
        result.Output.Should().Contain($"without a recorded answer ({Items}); those in a batch are read, not sent again");
        emulator.Calls.Where(static call => call.Method == "POST").Should().ContainSingle();
        emulator.BatchItems.Should().HaveCount(Items);
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> QuestionsOf(ClaudeEmulator emulator) => [.. emulator.Calls.Select(static call => HeldAnswers.QuestionOf(call.Json!.Value))];

    private string NameOf(string question)
    {
        var shards = Directory.EnumerateFiles(new StudyFolder(_folder.Root, "claude").Own, "shard-0*.jsonl").SelectMany(File.ReadLines)
            .Select(static line => JsonSerializer.Deserialize<MessageBatchRequest>(line)!);
        return shards.Single(request => request.Params.Messages[0].Content.Text == question).CustomId;
    }

    private BatchRunProcess Start(ClaudeEmulatorServer server, params string[] arguments)
    {
        var study = File.ReadAllText(ConfigurationFile.Default)
            .Replace("\"concurrency\": 32", $"\"concurrency\": {Concurrency}", StringComparison.Ordinal);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "study", "system.txt"), _folder.Path("system.txt"), overwrite: true);
        return BatchRunProcess.Start(
            ["--config", _folder.Write("study.json", study), "--items", $"{Items}", "--folder", _folder.Root, .. arguments],
            ("ANTHROPIC_API_KEY", "key-of-the-test"),
            ("ANTHROPIC_BASE_URL", server.Address.ToString()));
    }
}
