using System.Numerics;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>How likely prefixes come back, and after how long: from their own past, from others of their kind, from experience.</summary>
internal sealed class ReuseOutlook
{
    private const int MostStatistics = 8192;
    private const double WeightOfKind = 3;
    private const double WeightOfOwn = 2;
    private const double WeightOfShape = 4;
    private const double WeightOfLoss = 2;

    /// <summary>An answer that has not begun by then never will, or nobody told us.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly TwoGenerations<ReuseStatistics> _statistics = new(MostStatistics);

    /// <summary>Notes a use, and expects another one.</summary>
    /// <param name="node">The prefix.</param>
    /// <param name="boundary">What it is in this request.</param>
    /// <param name="conversation">The end of the conversation that this request continues; null when it begins one.</param>
    /// <param name="now">The time of the use.</param>
    public void Use(PrefixNode node, Boundary boundary, PrefixNode? conversation, DateTimeOffset now)
    {
        if (!Return(node, now))
        {
            return;
        }

        node.IsTail |= boundary.IsTail;
        if (conversation is not null && !boundary.IsHead && !node.IsBranch)
        {
            // One conversation has one history of pauses, wherever in it one looks.
            node.Gaps = conversation.Gaps;
        }

        node.Uses++;
        node.HasBegun = false;
        if (boundary.Kind != BoundaryKind.Known)
        {
            // What lies inside a conversation comes back when its end does: that is counted there.
            node.Trial = Of(boundary);
            node.Trial.Open(now);
        }
    }

    /// <summary>Notes that a prefix was used again.</summary>
    /// <returns>False while the answer to the use before has not begun: then it is the same use, as no entry could have served it.</returns>
    public static bool Return(PrefixNode node, DateTimeOffset now)
    {
        if (node.LastUse == now)
        {
            // Noted just now, as the end of a conversation; or by another call at the same time, which has opened the trial of this use already.
            return node.Trial is null;
        }

        if (node.Uses > 0)
        {
            if (!node.HasBegun && now - node.LastUse < LongestWait)
            {
                return false;
            }

            node.Trial?.Close(node.LastUse, now);
            node.Trial = null;
            node.Gaps = node.Gaps.With(now - node.LastUse);
        }

        node.LastUse = now;
        return true;
    }

    /// <summary>Says how likely the next use is, and those after it.</summary>
    public ReuseProspect ProspectOf(PrefixNode node, Boundary boundary, DateTimeOffset now)
    {
        var weight = BoundaryPriors.Weight(boundary.Kind);
        var next = WithOwn(node, boundary, Of(boundary).Odds(now, BoundaryPriors.Of(boundary.Kind, boundary.Stage), weight));
        var first = Math.Min(BitOperations.Log2((uint)boundary.Age + 2), boundary.LastStage);
        var stages = new ReuseStage[boundary.LastStage - first + 1];
        for (var stage = first; stage <= boundary.LastStage; stage++)
        {
            var odds = WithOwn(node, boundary, OfFamily(boundary, stage).Odds(now, BoundaryPriors.Of(boundary.Kind, stage), weight));
            var begin = Math.Max(boundary.Age + 1, (1 << stage) - 1);
            stages[stage - first] = new ReuseStage(odds, (2 << stage) - 1 - begin);
        }

        return new ReuseProspect(next, stages);
    }

    private static ReuseOdds WithOwn(PrefixNode node, Boundary boundary, ReuseOdds expected)
    {
        var own = node.Gaps;
        if (own.Total == 0)
        {
            return expected;
        }

        if (boundary.IsHead || node.IsBranch)
        {
            // What came back every time so far is counted as it came.
            var seen = own.Total + WeightOfOwn;
            return new ReuseOdds(
                (own.FiveMinutes + (WeightOfOwn * expected.WithinFiveMinutes)) / seen,
                (own.FiveMinutes + own.OneHour + (WeightOfOwn * expected.WithinOneHour)) / seen,
                (own.Total + (WeightOfOwn * expected.Ever)) / seen);
        }

        // Whether a conversation goes on, others of its kind tell; how long its pauses are, its own tell best.
        var five = (own.FiveMinutes + (WeightOfShape * expected.ShareWithinFiveMinutes)) / (own.Total + WeightOfShape);
        var hour = (own.FiveMinutes + own.OneHour + (WeightOfShape * expected.ShareWithinOneHour)) / (own.Total + WeightOfShape);
        return new ReuseOdds(expected.Ever * five, expected.Ever * hour, expected.Ever);
    }

    /// <summary>Settles what a conversation's last request was expected to bring back: it is here again, or it is lost for good.</summary>
    public static void Settle(ConversationMark earlier, IReadOnlyList<PathStep> steps, DateTimeOffset now)
    {
        foreach (var (step, hash, node) in earlier.Boundaries)
        {
            if (step < steps.Count && steps[step].Hash == hash)
            {
                Return(node, now);
            }
            else if (node.Trial is { } trial)
            {
                trial.Lose(WeightOfLoss);
                node.Trial = null;
            }
        }
    }

    public static void Withdraw(ObservedCall call, DateTimeOffset now)
    {
        foreach (var node in call.Nodes)
        {
            if (node.Trial is { } trial && node.LastUse == call.At && !node.HasBegun)
            {
                trial.Withdraw(call.At, now);
                node.Trial = null;
                node.Uses--;
            }
        }
    }

    private ReuseStatistics Of(Boundary boundary)
    {
        var stage = boundary.Stage;
        if (!boundary.IsTail)
        {
            return OfFamily(boundary, stage);
        }

        var key = BlockHash.Join(Key(boundary, boundary.Shape.Hash, stage), (ulong)boundary.Kind);
        return _statistics.Find(key) ?? Add(key, OfFamily(boundary, stage));
    }

    /// <summary>Tails where a person spoke and where a tool spoke follow each other in one conversation: later on they count alike.</summary>
    /// <remarks>
    /// What is not known of an application is taken from others of its form, and what is not known of a stage of a conversation from all its
    /// stages. Heads that are used often say nothing about those that are not.
    /// </remarks>
    private ReuseStatistics OfFamily(Boundary boundary, int stage)
    {
        var key = Key(boundary, boundary.Shape.Hash, stage);
        return _statistics.Find(key) ?? Add(key, OfForm(boundary, stage));
    }

    private ReuseStatistics OfForm(Boundary boundary, int stage)
    {
        var key = Key(boundary, boundary.Shape.Form, stage);
        return _statistics.Find(key) ?? Add(key, boundary.IsHead ? null : OfAllStages(boundary));
    }

    private ReuseStatistics OfAllStages(Boundary boundary)
    {
        var key = Key(boundary, boundary.Shape.Form, boundary.LastStage + 1);
        return _statistics.Find(key) ?? Add(key, null);
    }

    private static ulong Key(Boundary boundary, ulong shape, int stage)
    {
        var family = boundary.IsTail || boundary.Kind == BoundaryKind.Known ? 0 : (ulong)boundary.Kind + 1;
        return BlockHash.Join(BlockHash.Join(shape, family), (boundary.Part << 8) | (uint)stage);
    }

    private ReuseStatistics Add(ulong key, ReuseStatistics? parent)
    {
        var statistics = new ReuseStatistics(parent, WeightOfKind);
        _statistics.Add(key, statistics);
        return statistics;
    }
}
