using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Every one-hour marker comes before every five-minute one; the automatic marker counts where it lands.</summary>
internal sealed class MarkerOrderRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (request.Visit.HasSoundMarkers)
        {
            return null;
        }

        var automatic = AutomaticMarker.Of(request.Body, request.Blocks);
        var shortSeen = false;
        foreach (var block in request.EveryBlock)
        {
            var marker = block.Marker ?? (ReferenceEquals(block, automatic?.Target) ? automatic!.Marker : null);
            if (marker is not { } set)
            {
                continue;
            }

            if (shortSeen && CacheTtl.Of(set) == CacheTtl.Long)
            {
                return ApiError.Invalid(
                    $"{block.Path}.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. "
                    + "Note that blocks are processed in the following order: `tools`, `system`, `messages`.");
            }

            shortSeen |= CacheTtl.Of(set) == CacheTtl.Short;
        }

        return null;
    }
}
