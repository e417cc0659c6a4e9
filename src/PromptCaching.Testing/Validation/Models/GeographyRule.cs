using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>Only models from 4.6 on can be told where to run.</summary>
internal sealed class GeographyRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) =>
        request.Body.Get("inference_geo") is not null && request.Rules is { TakesInferenceGeo: false }
            ? ApiError.Invalid("inference_geo: This model does not support inference_geo.")
            : null;
}
