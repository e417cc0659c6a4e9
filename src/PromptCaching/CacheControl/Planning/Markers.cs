namespace PromptCaching.CacheControl.Planning;

/// <summary>The bytes of the markers that we add; five minutes is the API's default TTL and needs no field.</summary>
internal static class Markers
{
    public static ReadOnlyMemory<byte> FiveMinutes { get; } = ",\"cache_control\":{\"type\":\"ephemeral\"}"u8.ToArray();

    public static ReadOnlyMemory<byte> OneHour { get; } = ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}"u8.ToArray();

    public static ReadOnlyMemory<byte> OpenText { get; } = "[{\"type\":\"text\",\"text\":"u8.ToArray();

    public static ReadOnlyMemory<byte> FiveMinutesAndClose { get; } = ",\"cache_control\":{\"type\":\"ephemeral\"}}]"u8.ToArray();

    public static ReadOnlyMemory<byte> OneHourAndClose { get; } = ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]"u8.ToArray();
}
