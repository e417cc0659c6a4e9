using PromptCaching.Messages;

namespace BatchRun.Configuration;

/// <summary>Who is asked, and how.</summary>
internal sealed record ProviderConfiguration
{
    private const int UsualMaxTokens = 300;

    public required string Model { get; init; }

    /// <summary>Gets the longest answer, in tokens.</summary>
    public int MaxTokens { get; init; } = UsualMaxTokens;

    public CacheControlToggle CacheControl { get; init; }

    /// <summary>Gets how long what is written is to live; without it the library chooses, and a breakpoint of ours lives five minutes.</summary>
    public TimeToLive? Ttl { get; init; }

    /// <summary>Gets the breakpoint that this program places itself.</summary>
    public CacheControl? Marker => CacheControl != CacheControlToggle.System ? null
        : Ttl == TimeToLive.OneHour ? PromptCaching.Messages.CacheControl.OneHour : PromptCaching.Messages.CacheControl.FiveMinutes;
}
