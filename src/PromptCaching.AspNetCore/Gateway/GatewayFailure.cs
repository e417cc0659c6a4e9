using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>What a caller is told when there is no answer of the API to pass on.</summary>
internal static class GatewayFailure
{
    /// <summary>Finds the words for a failure; <see langword="null"/> where it is one of our own making.</summary>
    public static GatewayError? Of(Exception failure) => failure switch
    {
        ClaudeRefusedException refused => OfRefusal(refused),
        BadHttpRequestException bad => OfRequest(bad),
        _ when BadRequestIn(failure) is { } bad => OfRequest(bad),
        OperationCanceledException or TimeoutException => GatewayError.TimedOut("The API gave no answer in time."),

        // Messages of connections name addresses behind the gateway, which callers have no use for.
        ClaudeException or HttpRequestException or IOException => GatewayError.Unreachable("No answer came from the API: the connection failed."),
        _ => null,
    };

    private static GatewayError OfRefusal(ClaudeRefusedException refused) => refused.Reason switch
    {
        RefusalReason.Quota => GatewayError.RateLimited(refused.Message) with { RetryAfter = refused.RetryAfter },
        RefusalReason.Unavailable => GatewayError.Overloaded(refused.Message) with { RetryAfter = refused.RetryAfter },
        RefusalReason.Budget => GatewayError.Billing(BudgetRefusal.Of(refused)) with { RetryAfter = refused.RetryAfter },
        RefusalReason.NotCached => GatewayError.NotFound(refused.Message) with { IsFinal = true },
        _ => GatewayError.Invalid(refused.Message),
    };

    private static GatewayError OfRequest(BadHttpRequestException bad) => bad.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? GatewayError.TooLarge("The request is longer than this gateway takes.")
        : GatewayError.Invalid("The request could not be read to its end.");

    /// <summary>A body that is passed on while it is read fails inside the sending.</summary>
    private static BadHttpRequestException? BadRequestIn(Exception failure)
    {
        for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is BadHttpRequestException bad)
            {
                return bad;
            }
        }

        return null;
    }
}
