using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>At most four markers: tools, system, messages, nested blocks and the automatic one together, wherever that one lands.</summary>
internal sealed class MarkerCountRule : IRequestRule
{
    private const int Maximum = 4;

    public ApiError? Check(RequestUnderTest request)
    {
        var found = request.DoubtfulMarkers.Count + (request.Body.Get("cache_control") is null ? 0 : 1);
        return found > Maximum
            ? ApiError.Invalid($"A maximum of {Maximum} blocks with cache_control may be provided. Found {found}.")
            : null;
    }
}
