using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A planner of every plan: it marks any blocks that the outline says can carry a marker, as many as are left.</summary>
internal sealed class MarksAnywhere(HttpMessageHandler server, Random chance) : DelegatingHandler(server)
{
    private const int Most = 4;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        if (RequestOutline.Of(body) is { } outline)
        {
            var chosen = outline.Blocks.Where(static block => block.CanCarryMarker).ToArray();
            chance.Shuffle(chosen);
            var splices = chosen.Take(Most - outline.MarkerCount).SelectMany(block => Marked(block, IsBeforeAnHour(outline, block)));
            request.Content = new SplicedContent(body, [.. splices.OrderBy(static splice => splice.Offset)])
            {
                Headers = { ContentType = new("application/json") },
            };
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private static bool IsBeforeAnHour(RequestOutline outline, BlockOutline block) =>
        outline.AutomaticMarker is { IsOneHour: true }
        || outline.Blocks.SkipWhile(other => !ReferenceEquals(other, block)).Skip(1).Any(static later => later.Markers.Any(static marker => marker.IsOneHour));

    private static IEnumerable<Splice> Marked(BlockOutline block, bool isOneHour)
    {
        var marker = ",\"cache_control\":{\"type\":\"ephemeral\"" + (isOneHour ? ",\"ttl\":\"1h\"}" : "}");
        return block.IsShorthand
            ? [new Splice(block.Start, "[{\"type\":\"text\",\"text\":".Utf8()), new Splice(block.End, (marker + "}]").Utf8())]
            : [new Splice(block.End - 1, marker.Utf8())];
    }
}
