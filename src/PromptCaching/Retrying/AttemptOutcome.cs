using System.Globalization;
using System.Net;

namespace PromptCaching.Retrying;

/// <summary>What a failed attempt came to, as far as repeating it is concerned.</summary>
internal sealed record AttemptOutcome
{
    /// <summary>Gets how it ended where no answer came.</summary>
    public AttemptEnd End { get; init; }

    /// <summary>Gets the status of the answer, or the one that the error inside a stream stands for; null when neither came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Gets what the server says about repeating, when it says anything.</summary>
    public bool? ServerSaysRetry { get; init; }

    /// <summary>Gets how long the server wants us to wait.</summary>
    public TimeSpan? ServerDelay { get; init; }

    /// <summary>Gets a value indicating whether a spend limit is reached: it lasts for days, not seconds.</summary>
    public bool IsSpendLimit { get; init; }

    /// <summary>Gets a value indicating whether somebody may have answered, and billed, what did not reach us.</summary>
    /// <remarks>Timeouts and gateways' errors say that whoever answered was not waited for; every other status is the API's own word that it did not.</remarks>
    public bool IsAmbiguous => End is AttemptEnd.Lost or AttemptEnd.TimedOut or AttemptEnd.Cut || MayBeBilled
        || Status is HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    /// <summary>Gets the error, where it came as an event of a stream that had no content yet.</summary>
    public byte[]? ErrorInStream { get; init; }

    /// <summary>Gets a value indicating whether somebody who knows more says that it may have been billed.</summary>
    public bool MayBeBilled { get; init; }

    /// <summary>Gets a value indicating whether the endpoint is out of order, as opposed to the request or its quota.</summary>
    public bool IsOutage => Status is null or >= HttpStatusCode.InternalServerError;

    /// <summary>Gets a word for it, one of a few.</summary>
    public string Reason => Status is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : End switch
    {
        AttemptEnd.TimedOut => "timeout",
        AttemptEnd.Cut => "cut",
        AttemptEnd.Lost => "lost",
        _ => "connection",
    };

    public override string ToString() => Status is { } status ? $"status {(int)status}" : End switch
    {
        AttemptEnd.TimedOut => "no answer in time",
        AttemptEnd.Cut => "a stream that broke off before its first content",
        AttemptEnd.Lost => "a broken connection, after the request may have arrived",
        _ => "no connection",
    };
}
