using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

internal sealed class HeaderRule : IRequestRule
{
    private static readonly string[] Versions = ["2023-06-01", "2026-10-21"];

    public ApiError? Check(RequestUnderTest request)
    {
        if (string.IsNullOrWhiteSpace(Credential.Of(request.Call)))
        {
            return new ApiError(401, "authentication_error", "x-api-key header is required");
        }

        return request.Call.Header("anthropic-version") switch
        {
            null => ApiError.Invalid("anthropic-version: header is required"),
            { } version when !Versions.Contains(version) => ApiError.Invalid($"anthropic-version: \"{version}\" is not a valid version"),
            _ => null,
        };
    }
}
