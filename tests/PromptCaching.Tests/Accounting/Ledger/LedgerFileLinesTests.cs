using PromptCaching.Accounting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class LedgerFileLinesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger");
    private readonly RecordingLoggers _log = new();

    private string Place => Path.Combine(_folder.FullName, "ledger.jsonl");

    [Fact]
    public void An_entry_is_a_line_after_one_that_ends_whatever_was_torn()
    {
        Write(Entry(1), Entry(2));
        File.ReadAllText(Place).Should().Be("\n" + Line(1) + Line(2));
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public void The_file_moves_aside_when_it_would_have_more_than_half_of_its_bytes_and_takes_the_place_of_the_one_before()
    {
        // A line and the one that is empty before it make half of all the bytes to the byte: the next does not fit.
        var half = Line(1).Length + 1;
        Write(mostBytes: half * 2, Entry(1));
        Write(mostBytes: half * 2, Entry(2));
        File.ReadAllText(Place + ".1").Should().Be("\n" + Line(1));
        File.ReadAllText(Place).Should().Be("\n" + Line(2));
        Write(mostBytes: half * 2, Entry(3));
        LedgerFile.Read(Place).Select(static entry => entry.Cost).Should().Equal(2m, 3m);
    }

    [Fact]
    public void A_file_that_just_fits_stays()
    {
        var both = (Line(1).Length + 1) * 2;
        Write(mostBytes: both * 2, Entry(1));
        Write(mostBytes: both * 2, Entry(2));
        File.Exists(Place + ".1").Should().BeFalse();
        LedgerFile.Read(Place).Should().HaveCount(2);
    }

    [Fact]
    public void A_reset_deletes_the_older_one_too()
    {
        Write(mostBytes: 1024, [.. Enumerable.Range(0, 9).Select(static number => Entry(number))]);
        File.Copy(Place, Place + ".1", overwrite: true);
        using (var file = new LedgerFile(Place, 1024, _log))
        {
            file.Clear();
        }

        File.Exists(Place + ".1").Should().BeFalse();
        File.ReadAllText(Place).Should().BeEmpty();
    }

    [Fact]
    public void What_is_no_entry_is_left_out_and_what_is_missing_is_empty()
    {
        LedgerFile.Read(Place).Should().BeEmpty();
        File.WriteAllText(Place, "\nnull\n{\"cost\":1}\n{\"cost\":\n\n{\"cost\":2}");
        LedgerFile.Read(Place).Select(static entry => entry.Cost).Should().Equal(1m, 2m);
    }

    [Fact]
    public void What_the_file_holds_is_in_the_sums_the_budgets_and_the_estimates_again_and_what_comes_is_added()
    {
        Write(Entry(1) with { Model = "claude-sonnet-5-5", Usage = new TokenUsage { Input = 10, Output = 10 } });
        using (var chain = new ChainUnderTest(options =>
        {
            options.Accounting.File = Place;
            options.Budgets.Add(new Budget { Name = "b", Usd = 9m, Period = BudgetPeriod.Total });
        }))
        {
            chain.Handler.Usage.Total.Cost.Should().Be(1m);
            chain.Handler.Usage.Budgets[0].Spent.Should().Be(1m);
            chain.Handler.Usage.Reset();
            chain.Handler.Usage.Total.Cost.Should().Be(0m);
            chain.Handler.Usage.Budgets[0].Spent.Should().Be(1m, "what was spent stays spent");
        }

        LedgerFile.Read(Place).Should().BeEmpty();
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_of_and_keeps_nobody_from_starting()
    {
        File.WriteAllText(Place, "{}");
        using var taken = new FileStream(Place, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var chain = new ChainUnderTest(options => options.Accounting.File = Place);
        chain.Loggers.Lines.Should().Contain($"Error: The ledger's file {Place} cannot be read: sums and budgets begin without what it holds.");
        chain.Handler.Usage.Total.Attempts.Should().Be(0);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_of_once()
    {
        Directory.CreateDirectory(Place);
        using (var file = new LedgerFile(Place, 1024, _log))
        {
            file.Write(Entry(1));
        }

        _log.Lines.Should().Equal($"Error: The ledger's file {Place} cannot be written as fast as entries come, or not at all; in memory the ledger goes on.");
    }

    [Fact]
    public void Paths_are_entered_by_one_at_a_time()
    {
        var path = Path.Combine(_folder.FullName, "entered");
        LedgerPaths.TryEnter(path).Should().BeTrue();
        LedgerPaths.TryEnter(path).Should().BeFalse();
        LedgerPaths.Leave(path);
        LedgerPaths.TryEnter(path).Should().BeFalse("the first is still there");
        LedgerPaths.Leave(path);
        LedgerPaths.Leave(path);
        LedgerPaths.TryEnter(path).Should().BeTrue();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static UsageEntry Entry(int cost) => new() { Source = CallSource.Api, Cost = cost };

    private static string Line(int cost) =>
        $$"""{"at":"0001-01-01T00:00:00+00:00","source":"Api","tags":[],"knowledge":"Known","cost":{{cost}},"isKeepWarm":false}""" + "\n";

    private void Write(params UsageEntry[] entries) => Write(1024 * 1024, entries);

    private void Write(long mostBytes, params UsageEntry[] entries)
    {
        using var file = new LedgerFile(Place, mostBytes, _log);
        Array.ForEach(entries, file.Write);
    }
}
