using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>Decides where markers go: as far as caching is expected to pay, and within that where later requests will look.</summary>
internal static class BreakpointPlanner
{
    /// <summary>From a marker the API looks back 20 places, its own being the first.</summary>
    private const int Window = 20;

    /// <summary>Markers below the minimum are free and the estimate is rough: only a hopeless one is left out.</summary>
    private const double Hopeless = 0.5;

    /// <summary>Plans one request.</summary>
    /// <param name="path">Its prefixes.</param>
    /// <param name="knowledge">What is known about them.</param>
    /// <param name="callers">The caller's markers.</param>
    /// <param name="rules">The model's terms and the caller's wishes.</param>
    public static BreakpointPlan Plan(PromptPath path, PathKnowledge knowledge, CallerMarkers callers, PlanRules rules)
    {
        var extent = WriteExtent.Choose(knowledge, rules, callers);
        var chosen = new List<Choice>();
        var slots = new MarkerSlots(path, knowledge, callers, rules);
        if (extent.Last > knowledge.Hit)
        {
            slots.Take(chosen, extent.Last, extent.OneHour >= extent.Last ? MarkerReason.WriteForAnHour : MarkerReason.Write);
        }

        if (knowledge.Hit >= 0 && !IsWithinReach(path, knowledge, chosen, callers))
        {
            slots.Take(chosen, knowledge.Hit, MarkerReason.Read);
        }

        if (extent.OneHour > knowledge.Hit && extent.OneHour < extent.Last)
        {
            slots.Take(chosen, extent.OneHour, MarkerReason.WriteForAnHour);
        }

        foreach (var (_, index) in ByWorth(knowledge, extent.Last, rules))
        {
            slots.Take(chosen, index, index <= knowledge.Hit ? MarkerReason.Refresh : MarkerReason.Branch);
        }

        return chosen.Count == 0 ? BreakpointPlan.None : new BreakpointPlan(slots.Place(chosen, extent));
    }

    /// <summary>Whether one of the markers finds the entry that is to be read.</summary>
    private static bool IsWithinReach(PromptPath path, PathKnowledge knowledge, List<Choice> chosen, CallerMarkers callers)
    {
        var entry = knowledge.Candidates[knowledge.Hit].Step;
        return chosen.Exists(choice => Finds(choice.Step)) || callers.Markers.Any(marker => Finds(marker.Step));

        bool Finds(int step) => step >= entry && path.Steps[step].Place - path.Steps[entry].Place < Window - 1;
    }

    /// <summary>The other candidates up to the last write: those first that more requests come back to than to the next longer one.</summary>
    private static List<(double Worth, int Index)> ByWorth(PathKnowledge knowledge, int last, PlanRules rules)
    {
        var candidates = knowledge.Candidates;
        var worthy = new List<(double Worth, int Index)>(last + 1);
        var longer = 0.0;
        for (var index = last; index >= 0; index--)
        {
            var (tokens, odds) = (candidates[index].Tokens, candidates[index].Odds.WithinFiveMinutes);
            if (tokens >= rules.MinTokens * Hopeless)
            {
                worthy.Add((Math.Max(0, odds - longer) * tokens, index));
            }

            longer = Math.Max(longer, odds);
        }

        worthy.Sort(static (left, right) => right.CompareTo(left));
        return worthy;
    }
}
