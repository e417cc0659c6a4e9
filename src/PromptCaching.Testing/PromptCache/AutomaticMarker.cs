using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The top-level cache_control: a breakpoint on the last block that can carry one.</summary>
internal sealed record AutomaticMarker(JsonElement Marker, RequestBlock Target)
{
    public TimeSpan Ttl => CacheTtl.Of(Marker);

    /// <summary>Finds the target; null when there is no top-level marker or nothing that could carry it (then it does nothing, silently).</summary>
    public static AutomaticMarker? Of(JsonElement body, IReadOnlyList<RequestBlock> blocks) =>
        body.Get("cache_control") is { } marker && blocks.LastOrDefault(static block => block.CanCarryMarker) is { } target
            ? new AutomaticMarker(marker, target)
            : null;
}
