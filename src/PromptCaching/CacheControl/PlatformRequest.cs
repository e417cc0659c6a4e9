using PromptCaching.Bodies;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl;

/// <summary>A request as its platform takes it.</summary>
/// <param name="Outline">The request with the caller's markers where they stand in the end.</param>
/// <param name="Splices">What has to be changed in the caller's bytes for that.</param>
internal sealed record PlatformRequest(RequestOutline Outline, IReadOnlyList<Splice> Splices)
{
    private const int MostMarkers = 4;

    /// <summary>Legacy Bedrock answers a top-level marker with a 400: there it becomes a marker on the block that the API would have chosen.</summary>
    public static PlatformRequest Of(RequestOutline request, ClaudePlatform platform) =>
        platform == ClaudePlatform.LegacyBedrock && request is { AutomaticMarker: { } marker, AutomaticMember: { } member }
            ? WithExplicitTail(request, marker, member)
            : new PlatformRequest(request, []);

    /// <summary>Puts the splices of a plan among those of the platform, in the order in which they stand in the body.</summary>
    public IReadOnlyList<Splice> With(BreakpointPlan plan) => InOrder([.. plan.ToSplices(), .. Splices]);

    private static PlatformRequest WithExplicitTail(RequestOutline request, MarkerOutline marker, Range member)
    {
        var without = new Splice(member.Start.Value, default, member.End.Value - member.Start.Value);
        var blocks = request.Blocks.ToArray();
        var last = Array.FindLastIndex(blocks, static block => !block.IsDeferred && (block.CanCarryMarker || block.IsMarked));
        var hasSlot = request.MarkerCount <= MostMarkers;
        if (last < 0 || blocks[last].IsMarked || !hasSlot)
        {
            return new PlatformRequest(request with { AutomaticMarker = null, AutomaticMember = null }, [without]);
        }

        // One hour after five minutes is a 400, which it would have been anyway; five minutes are not.
        var isOneHour = marker.IsOneHour && blocks.All(static block => block.Markers.All(static other => other.IsOneHour));
        var splices = new BreakpointPlan([new Breakpoint(blocks[last], isOneHour)]).ToSplices();
        blocks[last] = blocks[last] with
        {
            Markers = [.. blocks[last].Markers, new MarkerOutline(isOneHour)],
            IsMarked = true,
            CanCarryMarker = false,
        };
        return new PlatformRequest(request with { Blocks = blocks, AutomaticMarker = null, AutomaticMember = null }, InOrder([.. splices, without]));
    }

    /// <summary>What is put in at the end of a block stands before what is left out behind it.</summary>
    private static Splice[] InOrder(Splice[] splices) =>
        [.. splices.OrderBy(static splice => splice.Offset).ThenBy(static splice => splice.Replaced)];
}
