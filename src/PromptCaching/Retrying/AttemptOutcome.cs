using System.Net;

namespace PromptCaching.Retrying;

/// <summary>What an attempt came to, as far as repeating it is concerned.</summary>
internal sealed record AttemptOutcome
{
    /// <summary>Gets the status of the answer, or null when none came.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Gets what the server says about repeating, when it says anything.</summary>
    public bool? ServerSaysRetry { get; init; }

    /// <summary>Gets how long the server wants us to wait.</summary>
    public TimeSpan? ServerDelay { get; init; }

    /// <summary>Gets a value indicating whether a spend limit is reached: it lasts for days, not seconds.</summary>
    public bool IsSpendLimit { get; init; }

    /// <summary>Gets a value indicating whether the request may have arrived although no answer came.</summary>
    public bool IsAmbiguous { get; init; }

    public override string ToString() => Status is { } status ? $"status {(int)status}"
        : IsAmbiguous ? "a broken connection, after the request may have arrived" : "no connection";
}
