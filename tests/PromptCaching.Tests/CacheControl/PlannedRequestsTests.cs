using FsCheck;
using FsCheck.Fluent;
using PromptCaching.CacheControl;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Tests.CacheControl;

/// <summary>Whatever valid requests come, in whatever order: with our markers they stay valid, and all their other bytes stay.</summary>
public sealed class PlannedRequestsTests
{
    private const int Sessions = 100;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_valid_request_becomes_invalid_or_other_than_it_was_by_our_markers(bool hasMinimums) =>
        Check(Sessions, () => PlanJudge.OfChain(hasMinimums), static judgement => !judgement.IsOurFault);

    [Theory]
    [InlineData(CacheControlPlacement.Habit, true, true, null)]
    [InlineData(CacheControlPlacement.Habit, false, true, null)]
    [InlineData(CacheControlPlacement.Habit, true, false, PrefixHint.OneShot)]
    [InlineData(CacheControlPlacement.Learned, false, true, null)]
    [InlineData(CacheControlPlacement.Learned, true, false, null)]
    [InlineData(CacheControlPlacement.Learned, true, true, PrefixHint.Reused)]
    [InlineData(CacheControlPlacement.Learned, false, true, PrefixHint.Reused)]
    [InlineData(CacheControlPlacement.Learned, true, true, PrefixHint.OneShot)]
    public void Nor_does_it_with_other_options_and_hints(CacheControlPlacement placement, bool allowFiveMinutes, bool allowOneHour, PrefixHint? hint)
    {
        using var around = ClaudeCall.Use(new ClaudeCall { Prefix = hint });
        Check(
            Sessions / 2,
            () => PlanJudge.OfChain(hasMinimums: false, new CacheControlOptions
            {
                Placement = placement, AllowFiveMinutes = allowFiveMinutes, AllowOneHour = allowOneHour, DefaultMinTokens = 0,
            }),
            static judgement => !judgement.IsOurFault);
    }

    /// <summary>Whatever the planner will come to prefer: it chooses among these blocks.</summary>
    [Fact]
    public void Every_block_that_is_said_to_carry_a_marker_carries_one() => Check(
        Sessions,
        static () => PlanJudge.Of(static server => new MarksAnywhere(server, new Random(1))),
        static judgement => !judgement.IsOurFault);

    [Fact]
    public void Every_generated_request_is_valid() =>
        Check(Sessions, static () => PlanJudge.Of(static server => server), static judgement => judgement.Finding == Finding.Sound);

    [Fact]
    public async Task Requests_that_are_long_enough_are_marked()
    {
        var added = 0;
        foreach (var seed in Enumerable.Range(0, 20))
        {
            using var judge = PlanJudge.OfChain(hasMinimums: false);
            foreach (var request in Session.Write(new Random(seed), 5))
            {
                added += (await judge.JudgeAsync(request, CancellationToken.None)).Added;
            }
        }

        added.Should().BeGreaterThan(100, "a chain that adds nothing would be harmless, too");
    }

    [Fact]
    public void A_planner_that_marks_without_looking_is_caught_and_the_example_is_small()
    {
        var check = () => Check(Sessions, static () => PlanJudge.Of(static server => new MarksEverywhere(server)), static judgement => !judgement.IsOurFault);

        var report = check.Should().Throw<Exception>().Which.Message;
        var shrunk = report[report.IndexOf("Shrunk", StringComparison.Ordinal)..];
        shrunk.Split("\nafter ").Should().HaveCount(2, "one request is enough: {0}", report);
        shrunk.Length.Should().BeLessThan(2000, "{0}", report);
    }

    /// <summary>The seed is fixed, so that a red test stays red; the report of a failure names it, and how to make its session again.</summary>
    private static void Check(int sessions, Func<PlanJudge> newJudge, Func<Judgement, bool> isFine)
    {
        var samples = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(SessionSample.Of), SessionSample.Shrink);
        Prop.ForAll(samples, sample => JudgeAsync(sample, newJudge, isFine))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(sessions).WithReplay(20261121, 1));
    }

    private static async Task<Property> JudgeAsync(SessionSample sample, Func<PlanJudge> newJudge, Func<Judgement, bool> isFine)
    {
        using var judge = newJudge();
        for (var index = 0; index < sample.Requests.Count; index++)
        {
            var judgement = await judge.JudgeAsync(sample.Requests[index], CancellationToken.None);
            if (!isFine(judgement))
            {
                return false.Label($"request {index}: {judgement.Finding}: {judgement.Details}");
            }
        }

        return true.ToProperty();
    }
}
