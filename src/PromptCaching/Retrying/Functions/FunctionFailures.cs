using System.Net;
using System.Text;

namespace PromptCaching.Retrying.Functions;

/// <summary>Reads the outcome of an attempt off what a function threw.</summary>
internal static class FunctionFailures
{
    /// <returns><see langword="null"/> for what is final: another kind of failure, a caller who left, a call that was repeated already.</returns>
    public static AttemptOutcome? Of(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        ClaudeException { IsGivenUp: true } or ClaudeRefusedException => null,
        ClaudeApiException api => Of(api),
        ClaudeException { InnerException: { } inner } broken when AttemptOutcomes.Of(inner, cancellationToken) is { } outcome =>
            outcome with { ServerDelay = broken.RetryAfter, MayBeBilled = broken.MayHaveBeenBilled },
        ClaudeException cut => new AttemptOutcome { End = AttemptEnd.Cut, ServerDelay = cut.RetryAfter },
        HttpRequestException { StatusCode: { } status } => new AttemptOutcome { Status = status },
        TimeoutException => new AttemptOutcome { End = AttemptEnd.TimedOut },
        _ => AttemptOutcomes.Of(failure, cancellationToken),
    };

    private static AttemptOutcome Of(ClaudeApiException api) => new()
    {
        // An error inside a stream comes with 200: its type says what it is.
        Status = api.StatusCode == HttpStatusCode.OK ? (HttpStatusCode)api.ErrorType.Status : api.StatusCode,
        ServerDelay = api.RetryAfter,
        IsSpendLimit = api.Details is { } details && SpendLimit.IsNamedIn(Encoding.UTF8.GetBytes(details.GetRawText())),
        MayBeBilled = api.MayHaveBeenBilled,
    };
}
