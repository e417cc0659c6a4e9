using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Why a call reached no endpoint: the path is not known, or not with that method.</summary>
internal static class UnroutedCall
{
    public static ApiError Error(string path) => path is "/v1/messages" or "/v1/messages/count_tokens"
        ? new ApiError(405, "invalid_request_error", "Method Not Allowed")
        : new ApiError(404, "not_found_error", "Not found");
}
