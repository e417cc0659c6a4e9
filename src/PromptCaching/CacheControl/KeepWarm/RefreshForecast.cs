using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>Tells the limiter that a call of ours reads what it sends: cached reads do not count against the limit of input tokens.</summary>
internal static class RefreshForecast
{
    private const double TokensPerByte = 0.25;

    public static void Note(HttpRequestMessage request)
    {
        if (CallContext.Of(request) is { Report.IsKeepWarm: true } context)
        {
            var tokens = context.Body.Length * TokensPerByte;
            context.Note(new InputForecast(() => (tokens, tokens)));
        }
    }
}
