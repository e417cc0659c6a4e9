using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.CacheControl.Placements;

namespace PromptCaching.Tests.CacheControl;

/// <summary>What a caller says about the future of a prompt counts for more than what was learned.</summary>
public sealed class PrefixHintTests
{
    [Theory]
    [InlineData(CacheControlPlacement.Learned)]
    [InlineData(CacheControlPlacement.Habit)]
    public async Task The_end_of_a_one_shot_is_not_written_but_its_head_is(CacheControlPlacement placement)
    {
        using var chain = new ChainUnderTest(options => options.CacheControl.Placement = placement);

        var answered = await chain.AskAsync(Ask(), static request => new ClaudeCall { Prefix = PrefixHint.OneShot }.Set(request));

        answered.Report.AddedBreakpoints.Should().Equal("tools.0", "system.0");
    }

    [Fact]
    public async Task The_document_in_front_of_a_one_shot_question_is_judged_by_its_odds()
    {
        using var chain = new ChainUnderTest();
        string About(string question) => $$"""
            {"model":"claude-haiku-5-5","max_tokens":16,"messages":[{"role":"user","content":[
              {"type":"text","text":"{{Texts.Words(3000, "docu")}}"},{"type":"text","text":"{{question}}"}]}]}
            """;

        var first = await chain.AskAsync(About("first"), OneShot);
        var second = await chain.AskAsync(About("second"), OneShot);

        first.Report.AddedBreakpoints.Should().Equal("messages.0.content.0");
        second.Report.Usage!.CacheRead.Should().BeGreaterThan(2500);
    }

    [Fact]
    public async Task What_will_be_reused_is_written_even_where_nothing_ever_came_back()
    {
        using var chain = new ChainUnderTest();
        for (var time = 0; time < 40; time++)
        {
            chain.Clock.Advance(TimeSpan.FromMinutes(1));
            await chain.AskAsync(Ask($"question {time}"));
        }

        var plain = await chain.AskAsync(Ask("without a hint"));
        var hinted = await chain.AskAsync(Ask("with a hint"), static request => request.Headers.Add("x-promptcaching-prefix", "reused"));

        plain.Report.AddedBreakpoints.Should().NotContain(Tail);
        hinted.Report.AddedBreakpoints.Should().Contain(Tail).And.Contain("system.0");
        (await chain.AskAsync(Ask("with a hint", more: """,{"role":"assistant","content":"a"},{"role":"user","content":"b"}""")))
            .Report.Usage!.CacheRead.Should().BeGreaterThan(2000);
    }

    private static void OneShot(HttpRequestMessage request) => request.Headers.Add("x-promptcaching-prefix", "one-shot");
}
