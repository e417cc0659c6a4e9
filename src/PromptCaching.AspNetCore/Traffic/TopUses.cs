using System.Runtime.InteropServices;

namespace PromptCaching.AspNetCore.Traffic;

/// <summary>
/// Counts what is used most, in bounded memory: a newcomer takes the place of whoever was used least and inherits its rank, so that no flood of things
/// that are used once drives out what is used often. The traffic's lock is held.
/// </summary>
/// <param name="most">How many are counted at one time.</param>
internal sealed class TopUses(int most)
{
    private const int LongestId = 100;
    private readonly Dictionary<string, Counted> _counted = new(StringComparer.Ordinal);

    public void Add(TopUse use)
    {
        if (use.Id.Length > LongestId)
        {
            return;
        }

        if (!_counted.ContainsKey(use.Id))
        {
            _counted[use.Id] = new Counted(_counted.Count < most ? 1 : Replaced() + 1, use);
            return;
        }

        ref var counted = ref CollectionsMarshal.GetValueRefOrNullRef(_counted, use.Id);
        counted = new Counted(counted.Rank + 1, counted.Use.And(use));
    }

    public IReadOnlyList<TopUse> Top(int count) =>
        [.. _counted.Values.Select(static one => one.Use).OrderByDescending(static use => use.Uses).ThenByDescending(static use => use.LastAt).Take(count)];

    private long Replaced()
    {
        var (id, least) = _counted.MinBy(static pair => pair.Value.Rank);
        _counted.Remove(id);
        return least.Rank;
    }

    private readonly record struct Counted(long Rank, TopUse Use);
}
