using System.Buffers;
using PromptCaching.Validation;

namespace PromptCaching.Storage;

/// <summary>That an application wants a region, or one of those that are always there changed.</summary>
/// <param name="Name">The name of the region.</param>
/// <param name="Configure">Changes the options.</param>
internal sealed record CacheRegionRegistration(string Name, Action<CacheRegionOptions>? Configure)
{
    /// <summary>The region of answers; its options are those of the response cache.</summary>
    public const string Response = "response";

    public const string Health = "health";

    private const int LongestName = 64;
    private static readonly SearchValues<char> _allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-_");

    private static readonly Dictionary<string, TimeSpan> _presets = new(StringComparer.Ordinal)
    {
        ["embedding"] = TimeSpan.FromDays(7),
        ["openai"] = TimeSpan.FromHours(6),
        ["match"] = TimeSpan.FromHours(1),
        ["optimization"] = TimeSpan.FromHours(1),
        ["session"] = TimeSpan.FromHours(1),
        [Health] = TimeSpan.FromSeconds(30),
    };

    /// <summary>The options of all regions but that of answers, by name.</summary>
    public static SortedDictionary<string, CacheRegionOptions> All(IEnumerable<CacheRegionRegistration> registrations)
    {
        var all = new SortedDictionary<string, CacheRegionOptions>(StringComparer.Ordinal);
        foreach (var (name, timeToLive) in _presets)
        {
            all[name] = new CacheRegionOptions { TimeToLive = timeToLive };
        }

        foreach (var registration in registrations)
        {
            all.TryAdd(registration.Name, new CacheRegionOptions());
            registration.Configure?.Invoke(all[registration.Name]);
        }

        return all;
    }

    /// <summary>What is wrong with a name; <see langword="null"/> when nothing is.</summary>
    public static string? ProblemOf(string name) =>
        name == Response ? "The region 'response' holds answers: ConfigureResponseCaching sets how."
        : name.Length > LongestName || name.AsSpan().ContainsAnyExcept(_allowed)
            ? $"The name of a region has at most {LongestName} characters of a to z, 0 to 9, '.', '-' and '_'; '{name}' has others or more."
            : null;

    public static OptionsRules Check(OptionsRules rules, string name, CacheRegionOptions options) => rules
        .Between($"AddCacheRegion(\"{name}\"): {nameof(options.TimeToLive)}", options.TimeToLive, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365))
        .Between($"AddCacheRegion(\"{name}\"): {nameof(options.CompressionThreshold)}", options.CompressionThreshold, 0, int.MaxValue)
        .Between($"AddCacheRegion(\"{name}\"): {nameof(options.MaxEntryBytes)}", options.MaxEntryBytes, 1024, 1 << 30)
        .That(
            $"AddCacheRegion(\"{name}\"): {nameof(options.Compression)}",
            Enum.IsDefined(options.Compression),
            $"is {options.Compression}; set None, Brotli or Gzip.");
}
