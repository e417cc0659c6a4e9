using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A planner as it must not be: it marks the last block of each message, whatever that is and whatever the caller has marked.</summary>
internal sealed class MarksEverywhere(HttpMessageHandler server) : DelegatingHandler(server)
{
    private static readonly byte[] Mark = ",\"cache_control\":{\"type\":\"ephemeral\"}".Utf8();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var outline = RequestOutline.Of(body)!;
        var ends = outline.Blocks
            .Where(static block => block is { IsShorthand: false, Level: PromptLevel.Messages, IsMarked: false })
            .GroupBy(static block => block.Message)
            .Select(static message => new Splice(message.Last().End - 1, Mark));
        request.Content = new SplicedContent(body, [.. ends]) { Headers = { ContentType = new("application/json") } };
        return await base.SendAsync(request, cancellationToken);
    }
}
