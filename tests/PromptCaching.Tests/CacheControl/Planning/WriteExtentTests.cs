using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>The chosen extent against every way of treating every segment that the API would carry out.</summary>
public sealed class WriteExtentTests
{
    private const double SurelyBelow = 0.75;
    private static readonly CallerMarkers NoMarkers = new([], 0, false);

    private enum Treatment
    {
        OneHour,
        FiveMinutes,
        Plain,
    }

    [Fact]
    public void No_other_extent_is_cheaper()
    {
        var chance = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var knowledge = Knowledge(chance);
            var rules = new PlanRules { MinTokens = chance.Next(3) * 1024, AllowOneHour = chance.Next(4) > 0, AllowFiveMinutes = chance.Next(4) > 0 };

            var extent = WriteExtent.Choose(knowledge, rules, NoMarkers);

            var costs = Costs(knowledge, rules);
            var treatments = costs.Select((_, index) => TreatmentOf(extent, knowledge.Hit + 1 + index)).ToArray();
            IsPossible(treatments, knowledge, rules).Should().BeTrue();
            Total(costs, treatments).Should().BeApproximately(
                All(costs.Length).Where(other => IsPossible(other, knowledge, rules)).Min(other => Total(costs, other)), 1e-6);
        }
    }

    [Theory]
    [InlineData(false, 1, 1)]
    [InlineData(true, 2, 2)]
    public void What_stands_before_a_marker_of_the_caller_is_written_anyway(bool isOneHour, int step, int last)
    {
        var worthless = new ReuseProspect(new ReuseOdds(0, 0, 0), [new ReuseStage(new ReuseOdds(0, 0, 0), 1)]);
        var knowledge = new PathKnowledge([.. Enumerable.Range(0, 4).Select(index => Candidate(index, 2000 * (index + 1), worthless))], -1, 1);

        var extent = WriteExtent.Choose(knowledge, new PlanRules { MinTokens = 1024 }, new CallerMarkers([new SentMarker(step, isOneHour)], 1, false));

        extent.Should().Be(new WriteExtent(isOneHour ? last : -1, last));
    }

    private static Treatment TreatmentOf(WriteExtent extent, int index) =>
        index <= extent.OneHour ? Treatment.OneHour : index <= extent.Last ? Treatment.FiveMinutes : Treatment.Plain;

    /// <summary>Hours first, then five minutes, then nothing; what is written last is not too short, and the TTLs are wanted.</summary>
    private static bool IsPossible(Treatment[] treatments, PathKnowledge knowledge, PlanRules rules)
    {
        var written = treatments.Count(static treatment => treatment != Treatment.Plain);
        return treatments.SequenceEqual(treatments.Order())
            && (rules.AllowOneHour || !treatments.Contains(Treatment.OneHour))
            && (rules.AllowFiveMinutes || !treatments.Contains(Treatment.FiveMinutes))
            && (written == 0 || knowledge.Candidates[knowledge.Hit + written].Tokens >= rules.MinTokens * SurelyBelow);
    }

    private static IEnumerable<Treatment[]> All(int segments) =>
        Enumerable.Range(0, (int)Math.Pow(3, segments))
            .Select(code => Enumerable.Range(0, segments).Select(segment => (Treatment)(code / (int)Math.Pow(3, segment) % 3)).ToArray());

    private static double Total(SegmentCost[] costs, Treatment[] treatments) =>
        costs.Zip(treatments, static (cost, treatment) => treatment switch
        {
            Treatment.OneHour => cost.OneHour,
            Treatment.FiveMinutes => cost.FiveMinutes,
            _ => cost.Plain,
        }).Sum();

    private static SegmentCost[] Costs(PathKnowledge knowledge, PlanRules rules)
    {
        var candidates = knowledge.Candidates;
        return
        [
            .. Enumerable.Range(knowledge.Hit + 1, candidates.Count - knowledge.Hit - 1).Select(index =>
            {
                // Whoever uses a longer prefix uses this one too.
                var prospect = candidates.Skip(index).Select(static candidate => candidate.Prospect).Reverse().Aggregate(static (longer, own) => own.AtLeast(longer));
                var tokens = candidates[index].Tokens - (index == 0 ? 0 : candidates[index - 1].Tokens);
                var cost = SegmentCost.Of(prospect, rules.ReadRate, knowledge.HitSurvival);
                cost = candidates[index].State == PrefixState.BeingWritten ? cost.WrittenByAnother() : cost;
                return new SegmentCost(cost.Plain * tokens, cost.FiveMinutes * tokens, cost.OneHour * tokens);
            }),
        ];
    }

    private static PathKnowledge Knowledge(Random chance)
    {
        var tokens = 0;
        Candidate[] candidates = [.. Enumerable.Range(0, chance.Next(1, 7)).Select(index => Candidate(index, tokens += chance.Next(3000), Prospect(chance)))];
        return new PathKnowledge(candidates, chance.Next(-1, candidates.Length), chance.NextDouble());
    }

    private static Candidate Candidate(int step, double tokens, ReuseProspect prospect) =>
        new(step, BoundaryKind.Known, tokens, step % 5 == 4 ? PrefixState.BeingWritten : PrefixState.Cold, prospect, 1);

    private static ReuseProspect Prospect(Random chance)
    {
        double[] odds = [chance.NextDouble(), chance.NextDouble(), chance.NextDouble()];
        Array.Sort(odds);
        var next = new ReuseOdds(odds[0], odds[1], odds[2]);
        return new ReuseProspect(next, [new ReuseStage(next, 1)]);
    }
}
