using System.Globalization;
using PromptCaching.Http;

namespace PromptCaching.RateLimiting;

/// <summary>How many requests a minute may leave: as configured, else as the API's answers teach, else a cautious guess.</summary>
internal sealed class RequestRate(Func<RateLimitingOptions> options)
{
    private const int UntilTold = 50;
    private int _learned = UntilTold;

    public int PerMinute => options().RequestsPerMinute ?? Volatile.Read(ref _learned);

    public bool IsOff => !options().Enabled;

    public int QueueLimit => options().QueueLimit;

    public void Learn(HttpResponseMessage response)
    {
        if (int.TryParse(response.Headers.Find(ClaudeHeaders.RequestsLimit), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0)
        {
            Volatile.Write(ref _learned, limit);
        }
    }
}
