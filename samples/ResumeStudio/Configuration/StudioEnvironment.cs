using System.Globalization;
using ResumeStudio.Caching;

namespace ResumeStudio.Configuration;

/// <summary>Reads the settings from variables of the environment, or from the command line under the same names.</summary>
internal static class StudioEnvironment
{
    public const string ApiKey = "ANTHROPIC_API_KEY";
    public const string RedisUrl = "REDIS_URL";
    public const string Emulator = "EMULATOR_ENABLED";
    public const string EmulatorDelay = "EMULATOR_DELAY_MILLISECONDS";
    public const string EmulatorEventDelay = "EMULATOR_EVENT_DELAY_MILLISECONDS";
    public const string Directory = "CACHE_DIRECTORY";
    private const string TimeToLive = "CACHE_TTL_SECONDS";
    private const int WeekInSeconds = 7 * 24 * 60 * 60;

    public static StudioSettings Read(IConfiguration configuration)
    {
        var timeToLive = Seconds(configuration, TimeToLive, 3600);
        return new StudioSettings
        {
            ApiKey = Text(configuration, ApiKey),
            MayEmulate = Switch(configuration, Emulator),
            EmulatedDelay = TimeSpan.FromMilliseconds(Whole(configuration, EmulatorDelay, 400, 0)),
            EmulatedEventDelay = TimeSpan.FromMilliseconds(Whole(configuration, EmulatorEventDelay, 12, 0)),
            RedisUrl = Text(configuration, RedisUrl),
            Directory = configuration[Directory] is { } directory ? directory.Length == 0 ? null : directory : UsualDirectory,
            Prefix = Text(configuration, "CACHE_PREFIX") ?? "resume-studio:",
            CompressionThreshold = Whole(configuration, "CACHE_COMPRESSION_THRESHOLD", 1024, 0),
            TimeToLive = timeToLive,
            RegionTimeToLive = new Dictionary<string, TimeSpan>(StringComparer.Ordinal)
            {
                [ResultCache.Match] = Seconds(configuration, "CACHE_TTL_SECONDS_MATCH", (int)timeToLive.TotalSeconds),
                [ResultCache.Optimization] = Seconds(configuration, "CACHE_TTL_SECONDS_OPTIMIZATION", (int)timeToLive.TotalSeconds),
                ["embedding"] = Seconds(configuration, "CACHE_TTL_SECONDS_EMBEDDING", WeekInSeconds),
            },
            CachesAnswers = Switch(configuration, "RESPONSE_CACHE_ENABLED"),
            CachesResults = Switch(configuration, "RESULT_CACHE_ENABLED"),
            CachesPrompts = Switch(configuration, "PROMPT_CACHE_ENABLED"),
        };
    }

    private static string UsualDirectory => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } home ? home : Path.GetTempPath(), "ResumeStudio", "cache");

    private static string? Text(IConfiguration configuration, string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];

    private static TimeSpan Seconds(IConfiguration configuration, string name, int usual) => TimeSpan.FromSeconds(Whole(configuration, name, usual, 1));

    private static int Whole(IConfiguration configuration, string name, int usual, int least) => Text(configuration, name) is not { } text ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least ? value
        : throw new InvalidOperationException($"{name} is a whole number from {least} on, not \"{text}\".");

    private static bool Switch(IConfiguration configuration, string name) => Text(configuration, name)?.ToLowerInvariant() switch
    {
        null or "true" or "1" or "on" or "yes" => true,
        "false" or "0" or "off" or "no" => false,
        var other => throw new InvalidOperationException($"{name} is true or false, not \"{other}\"."),
    };
}
