using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>The markers that the caller set: they stay, they count, and ours must not stand against them.</summary>
internal sealed record CallerMarkers(IReadOnlyList<SentMarker> Markers, int Count, bool IsTailTaken)
{
    private const int Most = 4;

    /// <summary>From a marker the API looks back 20 places, its own being the first.</summary>
    private const int Window = 20;

    /// <summary>Gets how many markers are left for us.</summary>
    public int Free => Math.Max(0, Most - Count);

    /// <summary>Gets the step of the last marker: whatever stands before it is written anyway.</summary>
    public int Last { get; } = Markers.Count == 0 ? -1 : Markers.Max(static marker => marker.Step);

    /// <summary>Gets the step of the first 5-minute marker: a 1-hour marker after it is a 400.</summary>
    public int FirstFiveMinutes { get; } =
        Markers.Where(static marker => !marker.IsOneHour).Select(static marker => marker.Step).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>Gets the step of the last 1-hour marker: a 5-minute marker before it is a 400.</summary>
    public int LastOneHour { get; } =
        Markers.Where(static marker => marker.IsOneHour).Select(static marker => marker.Step).DefaultIfEmpty(-1).Max();

    /// <summary>Whether an entry that ends at a step would be found: a marker of the caller looks back as far, or there is one left for us.</summary>
    public bool Reaches(IReadOnlyList<PathStep> steps, int entry) =>
        Free > 0 || Markers.Any(marker => marker.Step >= entry && steps[marker.Step].Place - steps[entry].Place < Window);

    public static CallerMarkers Of(RequestOutline request, IReadOnlyList<PathStep> steps)
    {
        var markers = new List<SentMarker>();
        var lastMarkable = -1;
        for (var step = 0; step < steps.Count; step++)
        {
            var block = steps[step].Block;
            foreach (var marker in block.Markers)
            {
                markers.Add(new SentMarker(step, marker.IsOneHour));
            }

            lastMarkable = block.CanCarryMarker || block.IsMarked ? step : lastMarkable;
        }

        if (request.AutomaticMarker is { } automatic)
        {
            // Automatic caching marks the last block that can carry a marker; a second marker there with another TTL is a 400.
            markers.Add(new SentMarker(Math.Max(lastMarkable, 0), automatic.IsOneHour));
        }

        return new CallerMarkers(markers, request.MarkerCount, request.AutomaticMarker is not null);
    }
}
