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

    /// <summary>Notes a use. While the first answer has not begun, further uses are the same one: no entry could have served them.</summary>
    /// <param name="node">The prefix.</param>
    /// <param name="boundary">What it is in this request.</param>
    /// <param name="conversation">The longest prefix that was known before; null when that lies outside the messages.</param>
    /// <param name="now">The time of the use.</param>
    public void Use(PrefixNode node, Boundary boundary, PrefixNode? conversation, DateTimeOffset now)
    {
        if (node.Trial is { } open)
        {
            if (!node.HasBegun && now - node.LastUse < LongestWait)
            {
                return;
            }

            open.Close(node.LastUse, now);
            node.Gaps = node.Gaps.With(now - node.LastUse);
        }

        if (boundary.IsTail)
        {
            node.IsTail = true;
            if (node.Uses == 0 && conversation is { IsBranch: false })
            {
                node.Gaps = conversation.Gaps;
            }
        }

        node.Uses++;
        node.LastUse = now;
        node.HasBegun = false;
        node.Trial = Of(boundary);
        node.Trial.Open(now);
    }

    /// <summary>Says how likely the next use is, and those after it.</summary>
    public (ReuseOdds Next, ReuseOdds Later) OddsOf(PrefixNode node, Boundary boundary, DateTimeOffset now)
    {
        var statistics = Of(boundary);
        var (prior, weight) = (BoundaryPriors.Of(boundary.Kind), BoundaryPriors.Weight(boundary.Kind));
        return (WithOwn(node, boundary, statistics.Odds(now, prior, weight)), WithOwn(node, boundary, statistics.Root.Odds(now, prior, weight)));
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

    public static void Lose(ConversationMark earlier, IReadOnlyList<PathStep> steps)
    {
        foreach (var (step, hash, node) in earlier.Boundaries)
        {
            if (node.Trial is { } trial && (step >= steps.Count || steps[step].Hash != hash))
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
        // Tails where a person spoke and where a tool spoke follow each other in one conversation: later pauses are those of both.
        var family = BlockHash.Join(boundary.Shape.Hash, boundary.IsTail ? 0 : (ulong)boundary.Kind + 1);
        var kind = BlockHash.Join(family, (ulong)boundary.Kind + 1);
        return Find(BlockHash.Join(kind, boundary.Stage + 1), () => boundary.IsTail ? Find(kind, () => Find(family, null)) : Find(family, null));
    }

    private ReuseStatistics Find(ulong key, Func<ReuseStatistics>? parent)
    {
        if (_statistics.Find(key) is not { } statistics)
        {
            _statistics.Add(key, statistics = new ReuseStatistics(parent?.Invoke(), WeightOfKind));
        }

        return statistics;
    }
}
