using System.Net.Http.Headers;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>A body that calls itself something else than JSON is refused; one that calls itself nothing is read as JSON.</summary>
internal sealed class MediaTypeRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) =>
        request.Call.Header("content-type") is not { } given || (MediaTypeHeaderValue.TryParse(given, out var type) && IsJson(type.MediaType))
            ? null
            : ApiError.Invalid("content-type: must be application/json");

    private static bool IsJson(string? mediaType) => string.Equals(mediaType, "application/json", StringComparison.OrdinalIgnoreCase);
}
