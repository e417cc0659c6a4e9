using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;
using Marker = PromptCaching.Messages.CacheControl;

namespace PromptCaching.Batching;

/// <summary>Marks places of a request for an hour: batches may wait longer than five minutes. The caller's record stays as it is.</summary>
internal static class PrefixMarkers
{
    private static readonly JsonElement OneHour = WireJson.Parse(WireJson.ToUtf8Bytes(Marker.OneHour.WriteTo));

    public static MessageRequest Mark(MessageRequest request, IEnumerable<PrefixStep> places) => places.Aggregate(request, Mark);

    private static MessageRequest Mark(MessageRequest request, PrefixStep place) => place.Level switch
    {
        PromptLevel.Tools when request.Tools is { } tools && place.Index < tools.Count =>
            request with { Tools = With(tools, place.Index, static tool => tool with { CacheControl = Marker.OneHour }) },
        PromptLevel.System when request.System is { } system => request with { System = Mark(system, place.Index) },
        PromptLevel.Messages when place.Message < request.Messages.Count => request with
        {
            Messages = With(request.Messages, place.Message, message => message with { Content = Mark(message.Content, place.Index) }),
        },
        _ => request,
    };

    private static MessageContent Mark(MessageContent content, int index) =>
        index < content.Count ? MessageContent.FromBlocks(With(content, index, Mark)) : content;

    private static ContentBlock Mark(ContentBlock block) => block switch
    {
        CacheableBlock cacheable => cacheable with { CacheControl = Marker.OneHour },
        UnknownBlock unknown => unknown with
        {
            ExtraFields = new Dictionary<string, JsonElement>(unknown.ExtraFields, StringComparer.Ordinal) { ["cache_control"] = OneHour },
        },
        _ => block,
    };

    private static T[] With<T>(IReadOnlyList<T> list, int index, Func<T, T> change)
    {
        T[] copy = [.. list];
        copy[index] = change(copy[index]);
        return copy;
    }
}
