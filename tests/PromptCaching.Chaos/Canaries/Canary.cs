using System.Globalization;

namespace PromptCaching.Chaos.Canaries;

/// <summary>Texts that no log, metric, activity, exception, report, key or stored value may hold.</summary>
internal static class Canary
{
    public const string Mark = "c4n4ry";

    public static string Of(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{Mark}-{kind}-{number}");
}
