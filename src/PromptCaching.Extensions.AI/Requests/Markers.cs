using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>The caller's own cache markers.</summary>
internal static class Markers
{
    public static ContentBlock On(ContentBlock block, AIContent content) => Of(content.AdditionalProperties) is not { } marker ? block
        : block is CacheableBlock cacheable ? cacheable with { CacheControl = marker }
        : throw new NotSupportedException($"A block of the type '{block.Type}' cannot carry a cache marker: put it on the content before or after.");

    public static Messages.CacheControl? Of(IReadOnlyDictionary<string, object?>? properties) =>
        properties?.TryGetValue(PropertyNames.Marker, out var marker) != true || marker is null ? null
        : marker switch
        {
            Messages.CacheControl own => own,
            JsonElement { ValueKind: JsonValueKind.Object } stored => WireElement.Read<Messages.CacheControl>(stored),
            _ => throw new NotSupportedException(
                $"The additional property '{PropertyNames.Marker}' is a {marker.GetType()}, but must be a {typeof(Messages.CacheControl)}."),
        };
}
