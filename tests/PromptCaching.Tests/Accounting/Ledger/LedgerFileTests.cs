using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class LedgerFileTests : IDisposable
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger");

    private string File => Path.Combine(_folder.FullName, "costs", "ledger.jsonl");

    [Fact]
    public void What_was_written_is_read_back_to_the_last_digit()
    {
        var entry = Entry(1) with
        {
            Scope = "a, \"b\"", Tags = ["x", "y"], RequestId = "req_1", Cost = 0.000000125m, CostWithoutCaching = 1.5m, Error = "incomplete",
            Knowledge = UsageKnowledge.Partly, IsKeepWarm = true,
        };
        using (var file = Open())
        {
            file.Write(entry);
            file.Write(new UsageEntry { At = _noon, Source = CallSource.Api, Knowledge = UsageKnowledge.Unknown });
        }

        LedgerFile.Read(File).Should().BeEquivalentTo(
            [entry, new UsageEntry { At = _noon, Source = CallSource.Api, Knowledge = UsageKnowledge.Unknown }]);
    }

    [Fact]
    public void A_line_that_a_crash_has_torn_is_left_out_and_the_next_is_whole()
    {
        Write(Entry(1), Entry(2));
        using (var cut = System.IO.File.OpenWrite(File))
        {
            cut.SetLength(cut.Length - 10);
        }

        Write(Entry(3));

        LedgerFile.Read(File).Select(entry => entry.Cost).Should().Equal(1m, 3m);
    }

    [Fact]
    public void The_file_is_bounded_and_keeps_the_newest()
    {
        for (var start = 0; start < 100; start++)
        {
            Write(mostBytes: 4096, Entry(start));
        }

        _folder.GetFiles("*", SearchOption.AllDirectories).Sum(file => file.Length).Should().BeLessThanOrEqualTo(4096);
        LedgerFile.Read(File).Select(entry => (int)entry.Cost!).Should().HaveCountGreaterThan(5).And.BeInAscendingOrder().And.EndWith(99);
    }

    [Fact]
    public void A_reset_empties_the_file()
    {
        using (var file = Open())
        {
            file.Write(Entry(1));
            file.Clear();
            file.Write(Entry(2));
        }

        LedgerFile.Read(File).Should().ContainSingle(entry => entry.Cost == 2m);
    }

    [Fact]
    public void After_a_restart_the_next_call_is_estimated_by_what_was_learned_before()
    {
        var request = """{"model":"claude-sonnet-5-5","max_tokens":64000,"messages":[{"role":"user","content":"Hi"}]}""".Utf8();
        using var fresh = new ChainUnderTest();
        Write([.. Enumerable.Range(0, 100).Select(static number => Entry(number) with
        {
            Model = "claude-sonnet-5-5", Cost = 0.001m, Usage = new TokenUsage { Output = 100, Input = 10 },
        })]);
        using var restarted = new ChainUnderTest(options => options.Accounting.File = File);

        fresh.Handler.Usage.Estimate(request)!.OutputTokens.Should().Be(16000);
        restarted.Handler.Usage.Estimate(request)!.OutputTokens.Should().BeLessThan(1000);
    }

    [Fact]
    public void Two_clients_on_one_file_are_warned_of()
    {
        var log = new RecordingLoggers();
        using (new LedgerFile(File, 1024 * 1024, log))
        {
            log.Lines.Should().BeEmpty();
            new LedgerFile(File, 1024 * 1024, log).Dispose();
        }

        log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning").And.Contain("another client");
        new LedgerFile(File, 1024 * 1024, log).Dispose();
        log.Lines.Should().ContainSingle("the first two have ended");
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_of_at_the_start()
    {
        var log = new RecordingLoggers();
        System.IO.File.WriteAllText(Path.Combine(_folder.FullName, "costs"), "in the way of the folder");

        using var file = new LedgerFile(File, 1024 * 1024, log);

        log.Lines.Should().Contain(static line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("cannot be written"));
    }

    [Fact]
    public void After_a_restart_sums_and_budgets_go_on()
    {
        Write(Entry(1), Entry(2) with { At = _noon.AddDays(-1) });

        var handler = ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Accounting = { File = File },
                Budgets = { new Budget { Name = "daily", Usd = 10m, Period = BudgetPeriod.Day } },
                TimeProvider = new ManualTimeProvider(_noon),
            },
            new ClaudeEmulator());

        handler.Usage.Total.Cost.Should().Be(3m);
        handler.Usage.Budgets.Should().ContainSingle().Which.Spent.Should().Be(1m);
        handler.Dispose();
    }

    [Fact]
    public void A_file_that_cannot_be_written_harms_nobody()
    {
        Directory.CreateDirectory(File);

        Write(Entry(1));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private LedgerFile Open(long mostBytes = 1024 * 1024) => new(File, mostBytes, NullLogger.Instance);

    private void Write(params UsageEntry[] entries) => Write(1024 * 1024, entries);

    private void Write(long mostBytes, params UsageEntry[] entries)
    {
        using var file = Open(mostBytes);
        Array.ForEach(entries, file.Write);
    }

    private static UsageEntry Entry(int cost) => new()
    {
        At = _noon, Source = CallSource.Api, Model = "claude-sonnet-5-5", Usage = new TokenUsage { Input = 1, Output = 2 }, Cost = cost, CostWithoutCaching = cost,
    };
}
