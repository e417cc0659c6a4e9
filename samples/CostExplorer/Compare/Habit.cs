namespace CostExplorer.Compare;

/// <summary>A fixed way to place markers, as people do it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="IsLong">Whether its markers are for an hour.</param>
/// <param name="IsAutomatic">Whether the API is left to choose the place.</param>
/// <param name="Places">The blocks that it marks.</param>
internal sealed record Habit(string Name, bool IsLong, bool IsAutomatic, Func<BodyOutline, IEnumerable<Block?>> Places)
{
    private const int MostMarkers = 4;

    public static IReadOnlyList<Habit> All { get; } =
    [
        Explicit("none", static _ => []),
        Explicit("system", static body => [Last(body.System)]),
        Explicit("tools+system", static body => [Last(body.Tools), Last(body.System)]),
        new Habit("automatic (top-level)", IsLong: false, IsAutomatic: true, static _ => []),
        Explicit("tools+system+tail", static body => [Last(body.Tools), Last(body.System), Tail(body)]),
        new Habit("tools+system+tail 1h", IsLong: true, IsAutomatic: false, static body => [Last(body.Tools), Last(body.System), Tail(body)]),
        Explicit("system + last 2 user turns", static body => [Last(body.System), .. UserTurns(body, 2)]),
        Explicit("system + last 3 user turns", static body => [Last(body.System), .. UserTurns(body, 3)]),
    ];

    /// <summary>Makes a copy of a body with this habit's markers and no others.</summary>
    public byte[] Mark(ReadOnlySpan<byte> body)
    {
        var outline = BodyScan.Read(body);
        var marked = Places(outline).OfType<Block>().Distinct().TakeLast(MostMarkers);
        return Edit.Apply(body, outline.Markers.Concat(marked.SelectMany(block => Marker.On(block, IsLong)))
            .Concat(IsAutomatic ? [Marker.AtTop(outline.Start)] : []));
    }

    private static Habit Explicit(string name, Func<BodyOutline, IEnumerable<Block?>> places) => new(name, IsLong: false, IsAutomatic: false, places);

    private static Block? Last(IReadOnlyList<Block> blocks)
    {
        for (var index = blocks.Count - 1; index >= 0; index--)
        {
            if (blocks[index].IsMarkable)
            {
                return blocks[index];
            }
        }

        return null;
    }

    private static Block? Tail(BodyOutline body) => body.Messages.Count == 0 ? null : Last(body.Messages[^1].Blocks);

    private static IEnumerable<Block?> UserTurns(BodyOutline body, int count) =>
        body.Messages.Where(static message => message.IsUser).TakeLast(count).Select(static message => Last(message.Blocks));
}
