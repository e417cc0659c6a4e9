using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Automatic caching may land on a block that is marked already, but only with the same TTL.</summary>
internal sealed class AutomaticMarkerRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) =>
        request.Body.Get("cache_control") is not null
        && AutomaticMarker.Of(request.Body, request.Blocks) is { Target.Marker: { } marker } automatic
        && CacheTtl.Of(marker) != automatic.Ttl
            ? ApiError.Invalid(
                $"Top-level cache_control has ttl='{CacheTtl.Name(automatic.Ttl)}' but the target block already has cache_control "
                + $"with ttl='{CacheTtl.Name(CacheTtl.Of(marker))}'")
            : null;
}
