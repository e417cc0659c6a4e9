using PromptCaching.Benchmarks.ResponseCaching;

namespace PromptCaching.Benchmarks.Contests;

/// <summary>Our chain over the instant server.</summary>
internal static class Chains
{
    /// <summary>More than can be sent: a limit that holds calls back would be what is measured.</summary>
    private const int RequestsPerMinute = 10_000_000;

    /// <summary>All that is on when nobody says otherwise.</summary>
    public static HttpMessageHandler Whole() => ClaudeCachingHandler.Create(Options(), new InstantServer());

    public static HttpMessageHandler RetriesOnly()
    {
        var options = Options();
        options.ResponseCaching.Enabled = false;
        options.CacheControl.Enabled = false;
        options.WarmFirst.Enabled = false;
        options.RateLimiting.Enabled = false;
        return ClaudeCachingHandler.Create(options, new InstantServer());
    }

    private static ClaudeCachingOptions Options() => new()
    {
        Client = { ApiKey = "key" },
        RateLimiting = { RequestsPerMinute = RequestsPerMinute },
    };
}
