using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

internal sealed class SizeRule : IRequestRule
{
    public const int MaxBytes = 32 * 1024 * 1024;

    public ApiError? Check(RequestUnderTest request) => request.Call.Body.Length > MaxBytes
        ? new ApiError(413, "request_too_large", "Request exceeds the maximum size")
        : null;
}
