using BatchRun.Sending;

namespace BatchRun.Tests.Sending;

public sealed class LineFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Lines_are_there_while_the_file_is_still_open()
    {
        using var file = new LineFile<JournalLine>(_folder.Path("journal.jsonl"));
        file.Add(new JournalLine { Started = "a" });

        LineFile<JournalLine>.Read(_folder.Path("journal.jsonl")).Should().Equal(new JournalLine { Started = "a" });
    }

    [Fact]
    public void A_line_that_was_cut_harms_no_other()
    {
        var path = _folder.Write("journal.jsonl", "{\"started\":\"a\"}\n{\"star");
        using (var file = new LineFile<JournalLine>(path))
        {
            file.Add(new JournalLine { Started = "b" });
        }

        LineFile<JournalLine>.Read(path).Select(static line => line.Started).Should().Equal("a", "b");
    }

    [Fact]
    public void A_file_that_is_not_there_has_no_lines() => LineFile<JournalLine>.Read(_folder.Path("none")).Should().BeEmpty();

    public void Dispose() => _folder.Dispose();
}
