using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

public sealed class HintedKnowledgeTests
{
    private static readonly ReuseOdds Odds = new(0.2, 0.3, 0.4);

    private static readonly PathKnowledge Given = new(
        [
            Of(0, BoundaryKind.Tools), Of(1, BoundaryKind.System), Of(2, BoundaryKind.Lead), Of(3, BoundaryKind.Known),
            Of(4, BoundaryKind.BeforeTail), Of(5, BoundaryKind.Tail),
        ],
        Hit: 0,
        HitSurvival: 0.5);

    [Fact]
    public void Without_a_hint_nothing_changes() => Given.With(null).Should().BeSameAs(Given);

    [Fact]
    public void Of_a_one_shot_only_the_tail_changes_and_it_never_comes_back()
    {
        var hinted = Given.With(PrefixHint.OneShot);

        hinted.Candidates.SkipLast(1).Should().Equal(Given.Candidates.SkipLast(1));
        hinted.Candidates[^1].Odds.Should().Be(new ReuseOdds(0, 0, 0));
        hinted.Candidates[^1].Prospect.Stages.Should().OnlyContain(stage => stage.Odds.Ever == 0);
        (hinted.Hit, hinted.HitSurvival).Should().Be((Given.Hit, Given.HitSurvival));
    }

    [Fact]
    public void What_is_reused_comes_back_within_the_hour_with_the_pauses_known_so_far()
    {
        var hinted = Given.With(PrefixHint.Reused).Candidates;

        hinted.Select(candidate => candidate.Odds.WithinOneHour).Should().BeEquivalentTo(
            new[] { 1, 0.995, 0.99, 0.3, 0.3, 0.975 }, options => options.WithStrictOrdering().Using<double>(
                context => context.Subject.Should().BeApproximately(context.Expectation, 1e-9)).WhenTypeIs<double>());
        hinted[^1].Odds.ShareWithinFiveMinutes.Should().BeApproximately(Odds.ShareWithinFiveMinutes, 1e-9);
    }

    [Fact]
    public void Heads_stay_likelier_than_the_tail_so_that_they_get_the_markers_that_are_left()
    {
        var hinted = Given.With(PrefixHint.Reused).Candidates.Select(candidate => candidate.Odds.WithinFiveMinutes).ToList();
        var tail = hinted[^1];

        hinted.Take(3).Should().OnlyContain(head => head > tail);
    }

    private static Candidate Of(int step, BoundaryKind kind) =>
        new(step, kind, 1000 * (step + 1), PrefixState.Cold, new ReuseProspect(Odds, [new ReuseStage(Odds, 2), new ReuseStage(Odds, 4)]), 0);
}
