using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Planning;

public sealed class StaticStartTests
{
    private const string Body = """
        {"model":"m","tools":[{"name":"a"},{"name":"b"}],"system":[{"type":"text","text":"s"},{"type":"text","text":"t"}],
         "messages":[{"role":"user","content":[{"type":"text","text":"x"},{"type":"text","text":"y"}]}MORE]}
        """;

    private static readonly ReuseOdds Odds = new(0.2, 0.3, 0.4);

    [Theory]
    [InlineData(1, null, null, null, 1)]
    [InlineData(1, 0, null, null, 2)]
    [InlineData(null, 1, 0, 0, 4)]
    [InlineData(null, 1, 0, 7, null)]
    [InlineData(null, null, null, null, null)]
    public void The_last_level_that_is_named_says_where_it_ends(int? tool, int? system, int? message, int? block, int? step) =>
        StaticStart.Of(new ClaudeCall { StaticPrefix = new() { Tool = tool, SystemBlock = system, Message = message, MessageBlock = block } }, Steps(""))
            .Should().Be(step is null ? null : new StaticStart(step.Value, IsOpening: true));

    [Fact]
    public void An_answer_behind_it_shows_that_the_conversation_goes_on() =>
        StaticStart.Of(
                new ClaudeCall { StaticPrefix = new() { SystemBlock = 0 } },
                Steps(""",{"role":"assistant","content":"z"},{"role":"user","content":"?"}"""))
            .Should().Be(new StaticStart(2, IsOpening: false));

    [Fact]
    public void It_comes_back_for_certain_and_what_stands_behind_it_only_if_it_did_before()
    {
        var given = new PathKnowledge([Of(0, BoundaryKind.System), Of(1, BoundaryKind.Lead), Of(2, BoundaryKind.Lead, 3), Of(3, BoundaryKind.Tail)], -1, 1);

        given.StartingWith(new StaticStart(1, IsOpening: true)).Candidates.Select(candidate => candidate.Odds.Ever).Should().Equal(1, 0.995, 0.4, 0);
        given.StartingWith(new StaticStart(1, IsOpening: false)).Candidates.Select(candidate => candidate.Odds.Ever).Should().Equal(1, 0.995, 0.4, 0.4);
        given.StartingWith(null).Should().BeSameAs(given);
    }

    private static Candidate Of(int step, BoundaryKind kind, int uses = 0) =>
        new(step, kind, 1000 * (step + 1), PrefixState.Cold, new ReuseProspect(Odds, [new ReuseStage(Odds, 2)]), uses);

    private static IReadOnlyList<PathStep> Steps(string more) =>
        PromptPath.Of(RequestOutline.Of(Body.Replace("MORE", more, StringComparison.Ordinal).Utf8())!, 0).Steps;
}
