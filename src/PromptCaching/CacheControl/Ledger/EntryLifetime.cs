namespace PromptCaching.CacheControl.Ledger;

/// <summary>The two times for which the API keeps an entry, counted from the start of the request that wrote or last read it.</summary>
internal static class EntryLifetime
{
    public static TimeSpan FiveMinutes { get; } = TimeSpan.FromMinutes(5);

    public static TimeSpan OneHour { get; } = TimeSpan.FromHours(1);

    public static TimeSpan Of(bool isOneHour) => isOneHour ? OneHour : FiveMinutes;
}
