using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>How far a request should be cached: the last candidate written for an hour and the last written at all; -1 for none.</summary>
internal readonly record struct WriteExtent(int OneHour, int Last)
{
    /// <summary>The estimate of tokens is rough: what is this far below the minimum is taken to be below it.</summary>
    private const double SurelyBelow = 0.75;

    /// <summary>Finds the cheapest extent: every segment beyond the hit is left plain, written for five minutes or for an hour, hours first.</summary>
    public static WriteExtent Choose(PathKnowledge knowledge, PlanRules rules, CallerMarkers callers)
    {
        var candidates = knowledge.Candidates;
        var first = knowledge.Hit + 1;
        var costs = Costs(knowledge, rules);
        var (best, bestCost) = (new WriteExtent(knowledge.Hit, knowledge.Hit), double.MaxValue);
        for (var last = knowledge.Hit; last < candidates.Count; last++)
        {
            var isMarkable = last == knowledge.Hit || candidates[last].Tokens >= rules.MinTokens * SurelyBelow;
            if (!isMarkable || (last < candidates.Count - 1 && candidates[last + 1].Step <= callers.Last))
            {
                continue;
            }

            for (var hour = knowledge.Hit; hour <= last; hour++)
            {
                var cost = 0.0;
                for (var index = first; index < candidates.Count; index++)
                {
                    cost += index <= hour ? costs[index].OneHour : index <= last ? costs[index].FiveMinutes : costs[index].Plain;
                }

                if (IsAllowed(candidates, first, hour, last, rules, callers) && cost < bestCost - 1e-9)
                {
                    (best, bestCost) = (new WriteExtent(hour, last), cost);
                }
            }
        }

        return best;
    }

    private static bool IsAllowed(IReadOnlyList<Candidate> candidates, int first, int hour, int last, PlanRules rules, CallerMarkers callers) =>
        (hour < first || (rules.AllowOneHour && candidates[hour].Step < callers.FirstFiveMinutes))
        && (hour >= last || rules.AllowFiveMinutes || last < first)
        && (hour == candidates.Count - 1 || candidates[hour + 1].Step > callers.LastOneHour);

    private static SegmentCost[] Costs(PathKnowledge knowledge, PlanRules rules)
    {
        var candidates = knowledge.Candidates;
        var prospects = Consistent(candidates);
        var costs = new SegmentCost[candidates.Count];
        for (var index = candidates.Count - 1; index > knowledge.Hit; index--)
        {
            var cost = SegmentCost.Of(prospects[index], rules.ReadRate, knowledge.HitSurvival);
            cost = candidates[index].State == PrefixState.BeingWritten ? cost.WrittenByAnother() : cost;
            var tokens = candidates[index].Tokens - (index == 0 ? 0 : candidates[index - 1].Tokens);
            costs[index] = new SegmentCost(cost.Plain * tokens, cost.FiveMinutes * tokens, cost.OneHour * tokens);
        }

        return costs;
    }

    /// <summary>Makes the odds agree: nothing comes back behind a system prompt that does not, and whoever uses a longer prefix uses the shorter one.</summary>
    private static ReuseProspect[] Consistent(IReadOnlyList<Candidate> candidates)
    {
        var prospects = new ReuseProspect[candidates.Count];
        ReuseProspect? head = null;
        for (var index = 0; index < prospects.Length; index++)
        {
            var own = candidates[index].Prospect;
            prospects[index] = head is null ? own : own.AtMost(head);
            head = candidates[index].Kind <= BoundaryKind.System ? prospects[index] : head;
        }

        for (var index = prospects.Length - 2; index >= 0; index--)
        {
            prospects[index] = prospects[index].AtLeast(prospects[index + 1]);
        }

        return prospects;
    }
}
