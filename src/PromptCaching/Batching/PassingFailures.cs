using System.Net;
using PromptCaching.Bodies;

namespace PromptCaching.Batching;

/// <summary>Tells failures that pass by themselves from those that would come again.</summary>
internal static class PassingFailures
{
    /// <summary>Whether asking again later makes sense, for a call that changes nothing.</summary>
    public static bool MayPass(ClaudeException failure) => failure switch
    {
        ClaudeApiException { StatusCode: var status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError,
        ClaudeRefusedException { Reason: var reason } => reason is RefusalReason.Quota or RefusalReason.Unavailable,
        _ => true,
    };

    /// <summary>Whether the API certainly did nothing and may do it later: its queue is full, or it is overloaded.</summary>
    public static bool WasTurnedAway(ClaudeException failure) => failure switch
    {
        ClaudeApiException { IsRateLimited: true } limited => !IsSpendLimit(limited),
        ClaudeApiException { IsOverloaded: true } or ClaudeRefusedException { Reason: RefusalReason.Quota or RefusalReason.Unavailable } => true,
        _ => false,
    };

    /// <summary>A tier's spend limit is a 429 too, but lasts to the end of the month.</summary>
    private static bool IsSpendLimit(ClaudeApiException failure) => failure.Details?.Text("error_code") == "enforced_spend_limit_reached";
}
