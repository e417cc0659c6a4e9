using PromptCaching.Telemetry;

namespace PromptCaching;

/// <summary>Reads what the chain left on a response.</summary>
public static class ClaudeHttpResponseMessageExtensions
{
    /// <summary>Gets the report of the call that this response answers, whichever client made it.</summary>
    /// <param name="response">A response that came through the chain.</param>
    /// <returns>The report, or <see langword="null"/> when the call was not a Messages call or did not pass through the chain.</returns>
    public static CallReport? GetCallReport(this HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.RequestMessage is { } request ? CallContext.Of(request)?.Report : null;
    }
}
