using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Of a system prompt so much is remembered that a change is found to sixteen bytes, and its end is known again.</summary>
public sealed class SystemPrintTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 0)]
    [InlineData(16, 1)]
    [InlineData(47, 2)]
    [InlineData(48, 3)]
    public void A_change_is_found_in_its_sixteen_bytes(int at, int chunk)
    {
        var text = new string('x', 50);

        First(text, text.Remove(at, 1).Insert(at, "#")).Should().Be(chunk);
    }

    [Theory]
    [InlineData(13, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 1)]
    [InlineData(16, 2)]
    [InlineData(31, 2)]
    [InlineData(32, 3)]
    public void Every_sixteen_bytes_begun_are_remembered_the_quotation_mark_and_brace_at_the_end_too(int length, int chunks) =>
        Print(new string('x', length - 1)).Chunks![0].Should().HaveCount(chunks);

    [Fact]
    public void A_text_that_goes_on_differs_where_the_shorter_ends() => First(new string('x', 64), new string('x', 80)).Should().Be(4);

    [Fact]
    public void The_same_text_differs_nowhere() => First(new string('x', 50), new string('x', 50)).Should().Be(-1);

    [Fact]
    public void Before_it_was_read_nothing_is_known_of_it()
    {
        var (unread, read) = (SystemPrint.Of(Steps("a"), 0, 1), Print("b"));

        unread.Chunks.Should().BeNull();
        unread.FirstDifferentChunk(read, 0).Should().Be(-1);
        read.FirstDifferentChunk(unread, 0).Should().Be(-1);
    }

    [Fact]
    public void Of_one_block_two_thousand_chunks_are_remembered_and_four_thousand_of_all()
    {
        var chunks = Print(new string('x', 50_000), new string('y', 50_000), new string('z', 50_000)).Chunks!;

        chunks.Select(block => block.Length).Should().Equal(2048, 2048, 0);
    }

    [Fact]
    public void It_is_read_once()
    {
        var (steps, body) = (Steps("one"), Body("one").Utf8());
        var print = SystemPrint.Of(steps, 0, 1);
        print.Complete(steps, 0, body);
        var chunks = print.Chunks;

        print.Complete(steps, 0, body);

        print.Chunks.Should().BeSameAs(chunks);
    }

    [Theory]
    [InlineData(509, false)]
    [InlineData(510, true)]
    [InlineData(5000, true)]
    public void Two_that_end_alike_are_known_by_the_last_half(int length, bool isKnown)
    {
        var (one, other) = (Print("1" + new string('x', length - 1)), Print("2" + new string('x', length - 1)));

        one.EndsLike(other).Should().Be(isKnown);
        (one.Ending != 0).Should().Be(isKnown);
        one.EndsLike(Print("1" + new string('x', length - 2) + "y")).Should().BeFalse();
    }

    [Fact]
    public void Of_a_very_long_one_sixty_four_thousand_bytes_at_the_end_count()
    {
        string With(char at) => new string('a', 200_000 - 65_536 + 1) + at + new string('x', 65_536 - 2);

        Print(With('1')).EndsLike(Print(With('2'))).Should().BeTrue();
        Print("x" + With('1')).EndsLike(Print(With('1'))).Should().BeTrue();
        Print(new string('b', 200_000) + new string('x', 65_533)).EndsLike(Print(new string('c', 200_000) + new string('x', 65_533))).Should().BeFalse();
    }

    [Fact]
    public void The_end_of_the_last_block_counts()
    {
        var (end, other) = (new string('x', 600), new string('y', 600));

        Print("a", end).EndsLike(Print("b", end)).Should().BeTrue();
        Print(end, "a").EndsLike(Print(end, "a")).Should().BeFalse("the last block is too short");
        Print("a", end).EndsLike(Print("a", other)).Should().BeFalse();
    }

    [Fact]
    public void Its_size_is_what_it_will_hold_and_no_more_than_four_thousand_chunks()
    {
        SystemPrint.Of(Steps("a"), 0, 1).Size.Should().Be(8 + 40 + (2 * ((BlockLength("a") / 16) + 1)));
        SystemPrint.Of(Steps("a", "b"), 0, 2).Size.Should().Be(8 + 80 + (2 * 2 * ((BlockLength("a") / 16) + 1)));
        SystemPrint.Of(Steps(new string('x', 100_000)), 0, 1).Size.Should().Be(8 + 40 + (2 * 2048));
        SystemPrint.Of(Steps([.. Enumerable.Repeat(new string('x', 50_000), 3)]), 0, 3).Size.Should().Be(8 + 120 + (2 * 4096));
    }

    private static int BlockLength(string text) => $$"""{"type":"text","text":"{{text}}"}""".Length;

    private static int First(string before, string now) => Print(now).FirstDifferentChunk(Print(before), 0);

    private static SystemPrint Print(params string[] texts)
    {
        var steps = Steps(texts);
        var print = SystemPrint.Of(steps, 0, texts.Length);
        print.Complete(steps, 0, Body(texts).Utf8());
        return print;
    }

    private static IReadOnlyList<PathStep> Steps(params string[] texts) => PromptPath.Of(RequestOutline.Of(Body(texts).Utf8())!, 0).Steps;

    private static string Body(params string[] texts) =>
        $$"""{"system":[{{string.Join(',', texts.Select(text => $$"""{"type":"text","text":"{{text}}"}"""))}}],"messages":[]}""";
}
