using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>
/// The markers that are left, and the places that may take one: at most four in all, only on blocks that can carry one, an hour never after
/// five minutes.
/// </summary>
internal sealed class MarkerSlots(PromptPath path, PathKnowledge knowledge, CallerMarkers callers, PlanRules rules)
{
    /// <summary>Takes a slot for a candidate, on its block or on the nearest one before it that can carry a marker.</summary>
    public void Take(List<Choice> chosen, int candidate, MarkerReason reason)
    {
        var lowest = candidate == 0 ? 0 : knowledge.Candidates[candidate - 1].Step + 1;
        for (var step = knowledge.Candidates[candidate].Step; step >= lowest && chosen.Count < callers.Free; step--)
        {
            if (path.Steps[step].Block.IsMarked || chosen.Any(choice => choice.Step == step))
            {
                return;
            }

            if (CanTake(step))
            {
                chosen.Add(new Choice(step, reason));
                return;
            }
        }
    }

    /// <summary>Settles the TTLs: an hour up to the last marker that needs it or that the caller gave it, five minutes behind.</summary>
    public IReadOnlyList<Breakpoint> Place(List<Choice> chosen, WriteExtent extent)
    {
        var lastOfAnHour = Math.Max(extent.OneHour > knowledge.Hit ? knowledge.Candidates[extent.OneHour].Step : -1, callers.LastOneHour);
        return
        [
            .. chosen.OrderBy(static choice => choice.Step).Select(choice =>
                new Breakpoint(
                    path.Steps[choice.Step].Block,
                    (choice.Step <= lastOfAnHour || !rules.AllowFiveMinutes) && choice.Step < callers.FirstFiveMinutes)
                {
                    Step = choice.Step,
                    Reason = choice.Reason,
                }),
        ];
    }

    private bool CanTake(int step)
    {
        var block = path.Steps[step].Block;
        var isWanted = block.Level switch
        {
            PromptLevel.Tools => rules.MarkTools,
            PromptLevel.System => rules.MarkSystem,
            _ => rules.MarkMessages,
        };
        return isWanted && block.CanCarryMarker && !(callers.IsTailTaken && step == callers.Last)
            && (rules.AllowFiveMinutes || step < callers.FirstFiveMinutes);
    }
}
