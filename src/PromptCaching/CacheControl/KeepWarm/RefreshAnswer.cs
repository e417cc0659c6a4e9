using System.Net;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>What came of one call that was to keep a prefix.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Read">The tokens read from the prompt cache; null when not known.</param>
/// <param name="Written">The tokens written to it; null when not known.</param>
/// <param name="Cost">What it cost, in USD; null when not known.</param>
internal sealed record RefreshAnswer(HttpStatusCode Status, long? Read, long? Written, decimal? Cost)
{
    public bool IsRead => Status == HttpStatusCode.OK && Read > Written;

    /// <summary>Gets a value indicating whether it would be the same another time: the API refuses the request, or the prefix is not what it keeps.</summary>
    public bool IsUseless => !IsRead
        && Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge;

    public static async Task<RefreshAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Its report is complete when the answer was read to its end.
        await response.Content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        var report = response.GetCallReport();
        var cost = response.StatusCode == HttpStatusCode.OK ? report?.Cost : 0m;
        return new RefreshAnswer(response.StatusCode, report?.Usage?.CacheRead, report?.Usage?.CacheWrite, cost);
    }
}
