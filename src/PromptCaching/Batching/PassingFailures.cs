using System.Net;

namespace PromptCaching.Batching;

/// <summary>Tells failures that pass by themselves from those that would come again.</summary>
internal static class PassingFailures
{
    /// <summary>Whether asking again later makes sense, for a call that changes nothing.</summary>
    public static bool MayPass(ClaudeException failure) => failure switch
    {
        ClaudeApiException { StatusCode: var status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError,
        ClaudeRefusedException { Reason: var reason } => reason == RefusalReason.Quota,
        _ => true,
    };

    /// <summary>Whether the API certainly did nothing and may do it later: its queue is full, or it is overloaded.</summary>
    public static bool WasTurnedAway(ClaudeException failure) =>
        failure is ClaudeApiException { IsRateLimited: true } or ClaudeApiException { IsOverloaded: true }
            or ClaudeRefusedException { Reason: RefusalReason.Quota };
}
