namespace PromptCaching.Testing.PromptCache;

/// <summary>The positions at which a breakpoint looks for an entry, nearest first, its own being the first of 20.</summary>
internal static class LookbackWindow
{
    public const int Places = 20;

    public static IEnumerable<int> From(int breakpoint, IReadOnlyList<PromptPosition> positions)
    {
        var places = 1;
        for (var index = breakpoint; index >= 0; index--)
        {
            if (index < breakpoint && !positions[index].SharesPlaceWith(positions[index + 1]) && ++places > Places)
            {
                yield break;
            }

            yield return index;
        }
    }
}
