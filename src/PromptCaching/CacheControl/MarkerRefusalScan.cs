using System.Net;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl;

/// <summary>Looks into an answer for a complaint about markers, and leaves it to be read by the caller.</summary>
internal static class MarkerRefusalScan
{
    /// <summary>The API's own errors are a few hundred bytes; what is longer is somebody else's page.</summary>
    private const int MostBytes = 16 * 1024;

    public static async Task<MarkerComplaint?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.BadRequest || response.Content.Headers.ContentEncoding.Count > 0)
        {
            return null;
        }

        try
        {
            var (beginning, content) = await PeekedContent.ReadAsync(response.Content, MostBytes, cancellationToken).ConfigureAwait(false);
            response.Content = content;
            return beginning.Length < MostBytes ? MarkerComplaint.Of(beginning.Span) : null;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
