using Documentation.Tests.Pages;
using PromptCaching.Benchmarks;
using PromptCaching.Benchmarks.Contests;
using PromptCaching.Benchmarks.Page;

namespace Documentation.Tests;

public sealed class PerformancePageTests
{
    private readonly Page _page = Page.Of("performance");

    [Fact]
    public void Every_figure_stands_on_the_page_and_no_other() => NamesIn("figure").Should().BeEquivalentTo(Ratios.All.Keys);

    [Fact]
    public void Every_contest_stands_on_the_page_and_no_other() => NamesIn("contest").Should().BeEquivalentTo(AllContests.All.Keys);

    [Fact]
    public void A_missed_target_is_said_plainly()
    {
        var reached = new RatioResult("memory-hit-5kb", 1.2, 1.3, RatioSense.Max, "a hash");
        var missed = new RatioResult("two-threads-100kb", 1.2, 1.7, RatioSense.Min, "one thread");

        var page = PageText.Of(new Machine("a processor", 2, ".NET", new DateOnly(2026, 1, 2), 0), [reached, missed], []);

        page.Should().Contain("| `memory-hit-5kb` | 1.2 | at most 1.3 | met | a hash |");
        page.Should().Contain("| `two-threads-100kb` | 1.2 | at least 1.7 | **missed** | one thread |");
        page.Should().Contain("1 of 2 are met");
    }

    [Fact]
    public void A_contest_that_ours_loses_says_so()
    {
        var page = PageText.Of(
            new Machine("a processor", 2, ".NET", new DateOnly(2026, 1, 2), 0),
            [],
            [
                new ContestResult("won", "ours", "other", new Effort(1, 0), new Effort(3, 0)),
                new ContestResult("lost", "ours", "other", new Effort(5, 0), new Effort(2, 0)),
            ]);

        page.Should().Contain("| `won` | ours | other | **3.0 times as fast** |");
        page.Should().Contain("| `lost` | ours | other | takes 2.5 times as long |");
    }

    [Theory]
    [InlineData(0.2, "it had nothing else to do")]
    [InlineData(1.5, "it was shared with other work")]
    [InlineData(2.5, "a figure may be off by several times")]
    [InlineData(null, "is not known")]
    public void The_page_says_whether_the_machine_was_shared(double? load, string words) =>
        PageText.Of(new Machine("a processor", 2, ".NET", new DateOnly(2026, 1, 2), load), [], []).Should().Contain(words);

    private IEnumerable<string> NamesIn(string table) => _page.Tables(table).SelectMany(static rows => rows).Select(static row => row[0].Trim('`'));
}
