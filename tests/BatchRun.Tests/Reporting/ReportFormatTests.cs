using BatchRun.Reporting;
using BatchRun.Sending;
using PromptCaching;

namespace BatchRun.Tests.Reporting;

public sealed class ReportFormatTests
{
    private static readonly ReportTable Table = new("Misses", ["", "requests"], [["a|b <script>", "3"]]);

    [Fact]
    public void Markdown_has_a_line_for_each_row_and_no_cell_ends_another()
    {
        var report = MarkdownReport.Of("Title", ["One.", "Two\nlines."], [Table]);

        report.Should().Be("# Title\n\n- One.\n- Two lines.\n\n## Misses\n\n|  | requests |\n| --- | ---: |\n| a\\|b &lt;script> | 3 |\n");
    }

    [Fact]
    public void Html_is_one_page_without_other_files_and_text_is_only_text() =>
        HtmlReport.Of("Title", ["One."], [Table]).Should().StartWith("<!doctype html>")
            .And.Contain("<tr><td>a|b &lt;script&gt;</td><td>3</td></tr>").And.NotContain("src=").And.NotContain("<script>");

    [Fact]
    public void The_prompt_cache_is_counted_by_what_it_did_and_why_it_did_not_do_more()
    {
        JournalLine[] journal =
        [
            Answered("a", CacheOutcome.ColdStart), Answered("b", CacheOutcome.Hit), Answered("c", CacheOutcome.Hit),
            Answered("d", CacheOutcome.Miss, CacheMissKind.Expired), Answered("gone", CacheOutcome.Hit), new() { Answered = "batch" },
        ];

        var reasons = CacheReasons.Of(journal, ["a", "b", "c", "d", "short", "killed", "batch"], static name => name == "short");

        reasons.Should().BeEquivalentTo(
        [
            ("hit: what could be read was read", 2), ("cold start: what others will read was written", 1), ("miss: expired", 1),
            ("unmarked: the prompt is below the minimum", 1), ("not known: recorded just before a run was killed", 1),
            ("not judged: batches say tokens, not reasons", 1),
        ]).And.HaveElementAt(0, ("hit: what could be read was read", 2));
    }

    private static JournalLine Answered(string name, CacheOutcome outcome, CacheMissKind? cause = null) =>
        new() { Answered = name, Outcome = outcome, Cause = cause };
}
