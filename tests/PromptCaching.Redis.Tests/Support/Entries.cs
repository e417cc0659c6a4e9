using System.Globalization;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Redis.Tests.Support;

/// <summary>Entries whose values say which key they belong to, so that a mix-up shows.</summary>
internal static class Entries
{
    public static DistributedCacheEntryOptions AnHour { get; } = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    public static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"entry:{number}");

    public static byte[] Value(int number) => Encoding.UTF8.GetBytes("the value of " + Key(number));

    public static Task StoreAsync(IDistributedCache store, int number) => store.SetAsync(Key(number), Value(number), AnHour);

    /// <summary>Reads an entry, which may be gone, but is nobody else's.</summary>
    public static async Task<bool> IsThereAsync(IDistributedCache store, int number)
    {
        var value = await store.GetAsync(Key(number));
        value?.Should().Equal(Value(number));
        return value is not null;
    }
}
