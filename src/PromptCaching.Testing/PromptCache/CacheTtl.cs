using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

internal static class CacheTtl
{
    public static readonly TimeSpan Short = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static TimeSpan Of(JsonElement marker) => marker.GetText("ttl") == "1h" ? Long : Short;

    public static string Name(TimeSpan ttl) => ttl == Long ? "1h" : "5m";
}
