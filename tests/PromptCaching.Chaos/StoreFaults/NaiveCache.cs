using System.Globalization;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>A cache that believes its store, over the same store: what it serves wrongly shows that the lies are no small ones.</summary>
internal sealed class NaiveCache(LyingStore store)
{
    private const int HeaderRoom = 64;

    public bool IsFooled(Lie lie, int operation, Random chance)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"naive value of operation {operation} ").PadRight(HeaderRoom, '.');
        store.Set("naive", Encoding.UTF8.GetBytes(value), new DistributedCacheEntryOptions());
        store.LieAbout("naive", Lies.Tell(lie, store["naive"], Encoding.UTF8.GetBytes("other " + value), chance));
        var found = store.Get("naive");
        store.TellTheTruth();
        return found is not null && Encoding.UTF8.GetString(found) != value;
    }
}
