namespace PromptCaching.Telemetry;

/// <summary>Marks the calls that nobody asked for: they keep a prefix in the prompt cache.</summary>
internal static class KeepWarmCall
{
    private static readonly HttpRequestOptionsKey<bool> Key = new("PromptCaching.KeepWarm");

    public static void Mark(HttpRequestMessage request) => request.Options.Set(Key, true);

    public static bool IsMarked(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var isMarked) && isMarked;
}
