namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>Environment variables that people set already, honoured where neither configuration nor code says otherwise. The README shows this table.</summary>
internal sealed class EnvironmentFallbacks(Func<string, string?> read)
{
    private static readonly (string Variable, string Section, string Option, bool IsSeconds)[] Table =
    [
        ("ANTHROPIC_API_KEY", "", nameof(ClaudeClientOptions.ApiKey), false),
        ("ANTHROPIC_AUTH_TOKEN", "", nameof(ClaudeClientOptions.AuthToken), false),
        ("ANTHROPIC_BASE_URL", "", nameof(ClaudeClientOptions.BaseAddress), false),
        ("USE_ANTHROPIC_CACHE", "CacheControl", "Enabled", false),
        ("USE_LOCAL_CACHE", "ResponseCaching", "Enabled", false),
        ("CACHE_PREFIX", "ResponseCaching", "KeyPrefix", false),
        ("PROMPT_CACHE_DIR", "ResponseCaching", "Directory", false),
        ("CACHE_DEFAULT_TTL", "ResponseCaching", "TimeToLive", true),
        ("CACHE_TTL_SECONDS", "ResponseCaching", "TimeToLive", true),
        ("CACHE_COMPRESSION_THRESHOLD", "ResponseCaching", "CompressionThreshold", false),
        (TelemetryWords.CaptureVariable, "Telemetry", "CaptureContent", false),
        (TelemetryWords.ConventionsVariable, "Telemetry", "LatestConventions", false),
    ];

    public static IEnumerable<string> Variables => Table.Select(static row => row.Variable);

    public static EnvironmentFallbacks OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>Gives the variables that are set for one section; of two that mean the same, the more exact one comes last and wins.</summary>
    public IEnumerable<(string Option, ConfiguredValue Value)> For(string section) =>
        from row in Table
        where row.Section == section
        let text = read(row.Variable)
        where !string.IsNullOrWhiteSpace(text)
        select (row.Option, new ConfiguredValue(row.Variable, text, row.IsSeconds));
}
