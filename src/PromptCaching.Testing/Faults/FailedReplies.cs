using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The faults that leave nothing of the planned answer: it is not produced, not billed and writes nothing to the cache.</summary>
internal static class FailedReplies
{
    public static Reply? Of(EmulatedFault fault, string requestId) => fault switch
    {
        EmulatedFault.TooLarge => ProxyPage.TooLarge.ToReply(),
        EmulatedFault.BadGateway => ProxyPage.BadGateway.ToReply(),
        EmulatedFault.Unavailable => ProxyPage.Unavailable.ToReply(),
        EmulatedFault.ConnectionFailure => Reply.NoConnection,
        EmulatedFault.RateLimited => Reply.Error(ErrorOf(fault)!, requestId) with
        {
            Headers = new Dictionary<string, string> { ["retry-after"] = "1", ["x-should-retry"] = "true" },
        },
        _ => ErrorOf(fault) is { } error ? Reply.Error(error, requestId) : null,
    };

    private static ApiError? ErrorOf(EmulatedFault fault) => fault switch
    {
        EmulatedFault.ServerError => new ApiError(500, "api_error", "Internal server error"),
        EmulatedFault.Overloaded => new ApiError(529, "overloaded_error", "Overloaded"),
        EmulatedFault.RateLimited => new ApiError(429, "rate_limit_error", "This request would exceed your organization's rate limit."),
        EmulatedFault.GatewayTimeout => new ApiError(504, "timeout_error", "The request timed out."),
        EmulatedFault.RequestTimeout => new ApiError(408, "timeout_error", "The request did not arrive in time."),
        EmulatedFault.Conflict => new ApiError(409, "conflict_error", "The resource is being changed by another request."),
        _ => null,
    };
}
