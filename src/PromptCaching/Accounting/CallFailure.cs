namespace PromptCaching.Accounting;

/// <summary>Names failures in a report: the API's own word for its errors, ours for the rest.</summary>
internal static class CallFailure
{
    /// <summary>The answer ended, or was left, before it was whole.</summary>
    public const string Incomplete = "incomplete";

    public static string Of(RefusalReason reason) => reason switch
    {
        RefusalReason.Quota => "quota",
        RefusalReason.Budget => "budget",
        RefusalReason.NotCached => "not_cached",
        RefusalReason.Unavailable => "unavailable",
        _ => "validation",
    };

    public static string Of(Exception failure) => failure switch
    {
        ClaudeApiException api => api.ErrorType.Value,
        ClaudeRefusedException => "refused",
        OperationCanceledException => "canceled",
        _ => "connection",
    };
}
