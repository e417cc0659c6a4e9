using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

/// <summary>Two processes over one store: what one clears, the other serves no more within a second.</summary>
public sealed class ClearingTests : IDisposable
{
    private const string Document = "llm:!cleared";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly RegionsUnderTest _one;
    private readonly RegionsUnderTest _other;

    public ClearingTests()
    {
        _one = new RegionsUnderTest(_clock, _store);
        _other = new RegionsUnderTest(_clock, _store);
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_cleared_region_is_empty_at_once_here_and_within_a_second_elsewhere()
    {
        await StoreAsync(_one.Match, "a");
        (await IsThereAsync(_other.Match, "a")).Should().BeTrue();
        _clock.Advance(TimeSpan.FromMilliseconds(100));

        var clearance = await _one.Match.ClearAsync();

        clearance.Should().Be(new CacheClearance("match", _clock.GetUtcNow(), IsShared: true));
        (await IsThereAsync(_one.Match, "a")).Should().BeFalse();
        _clock.Advance(Second - TimeSpan.FromMilliseconds(100));
        (await IsThereAsync(_other.Match, "a")).Should().BeFalse();
        await StoreAsync(_other.Match, "a");
        (await IsThereAsync(_one.Match, "a")).Should().BeTrue("it was asked after the clearing");
    }

    [Fact]
    public async Task What_was_begun_before_a_clearing_and_stored_after_it_is_cleared()
    {
        var gate = new TaskCompletionSource<int>();
        var making = _one.Match.GetOrCreateAsync("a", async _ => await gate.Task, Json.Default.Int32).AsTask();
        _clock.Advance(Second);
        await _one.Match.ClearAsync();
        _clock.Advance(Second);
        gate.SetResult(1);
        (await making).Should().Be(1);

        (await IsThereAsync(_one.Match, "a")).Should().BeFalse();
        _one.Match.Counters.RefusedByReason.Should().Equal(new Dictionary<string, long> { ["cleared"] = 1 });
    }

    [Fact]
    public async Task What_another_process_stores_before_it_has_learned_of_a_clearing_is_cleared_too()
    {
        await IsThereAsync(_other.Match, "a");
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        var begun = _clock.GetUtcNow();
        await _one.Match.ClearAsync();
        await _other.Match.StoreBytesAsync("a", "1"u8.ToArray(), CacheTerms.Default, begun, default);

        (await IsThereAsync(_one.Match, "a")).Should().BeFalse();
        _clock.Advance(Second);
        (await IsThereAsync(_other.Match, "a")).Should().BeFalse();
    }

    [Fact]
    public async Task Who_asks_after_a_clearing_does_not_join_a_making_from_before_it()
    {
        var (gate, begun) = (new TaskCompletionSource<int>(), new TaskCompletionSource());
        var before = _one.Match.GetOrCreateAsync(
            "a",
            async _ =>
            {
                begun.SetResult();
                return await gate.Task;
            },
            Json.Default.Int32).AsTask();
        await begun.Task;
        _clock.Advance(Second);
        await _one.Match.ClearAsync();
        _clock.Advance(Second);

        (await _one.Match.GetOrCreateAsync("a", _ => ValueTask.FromResult(2), Json.Default.Int32)).Should().Be(2);

        gate.SetResult(1);
        (await before).Should().Be(1);
    }

    [Fact]
    public async Task Other_regions_scopes_and_tags_stay()
    {
        await StoreAsync(_one.Match, "untagged");
        await StoreAsync(_one.Match, "tagged", new CacheTerms { Tags = ["t", "u"] });
        await StoreAsync(_one.Embedding, "tagged", new CacheTerms { Tags = ["t"] });
        await StoreAsync(_one.Match.InScope("ann"), "k");
        await StoreAsync(_one.Match.InScope("bob"), "k");

        await _one.Match.ClearTagAsync("t");
        await _one.Match.ClearScopeAsync("ann");

        (await IsThereAsync(_one.Match, "tagged")).Should().BeFalse();
        (await IsThereAsync(_one.Match.InScope("ann"), "k")).Should().BeFalse();
        (await IsThereAsync(_one.Match, "untagged")).Should().BeTrue();
        (await IsThereAsync(_one.Embedding, "tagged")).Should().BeTrue();
        (await IsThereAsync(_one.Match.InScope("bob"), "k")).Should().BeTrue();

        await _one.Match.InScope("bob").ClearAsync();
        (await IsThereAsync(_one.Match.InScope("bob"), "k")).Should().BeFalse();
        (await IsThereAsync(_one.Match, "untagged")).Should().BeTrue();
    }

    [Fact]
    public async Task A_scope_can_be_cleared_in_all_regions_and_everything_can()
    {
        await StoreAsync(_one.Match.InScope("ann"), "k");
        await StoreAsync(_one.Embedding.InScope("ann"), "k");
        await StoreAsync(_one.Embedding, "k");

        await _one.Regions.ClearScopeAsync("ann");
        (await IsThereAsync(_one.Match.InScope("ann"), "k")).Should().BeFalse();
        (await IsThereAsync(_one.Embedding.InScope("ann"), "k")).Should().BeFalse();
        (await IsThereAsync(_one.Embedding, "k")).Should().BeTrue();

        await _one.Regions.ClearAllAsync();
        (await IsThereAsync(_one.Embedding, "k")).Should().BeFalse();
    }

    [Fact]
    public async Task A_new_content_takes_the_values_of_the_old_one_with_it_and_only_those()
    {
        await StoreAsync(_one.Match, "old", new CacheTerms { DependsOn = new Dictionary<string, string> { ["prompt"] = "1" } });
        await StoreAsync(_one.Match, "new", new CacheTerms { DependsOn = new Dictionary<string, string> { ["prompt"] = "2" } });
        await StoreAsync(_one.Match, "none");

        await _one.Match.SetContentAsync("prompt", "1");
        (await IsThereAsync(_one.Match, "old")).Should().BeTrue();
        _clock.Advance(Second);
        await _one.Match.SetContentAsync("prompt", "2");

        (await IsThereAsync(_one.Match, "old")).Should().BeFalse();
        (await IsThereAsync(_one.Match, "new")).Should().BeTrue();
        (await IsThereAsync(_one.Match, "none")).Should().BeTrue();
    }

    [Fact]
    public async Task Lookups_within_a_second_look_at_the_clearings_once_and_a_look_ahead_keeps_nobody_waiting()
    {
        for (var lookup = 0; lookup < 10; lookup++)
        {
            await IsThereAsync(_one.Match, "a");
        }

        Looks().Should().Be(1);
        var gate = new TaskCompletionSource<byte[]?>();
        _store.OnRead = (key, _) => key == Document ? gate.Task : Task.FromResult<byte[]?>(null);
        _clock.Advance(Second / 2);
        (await IsThereAsync(_one.Match, "a")).Should().BeFalse();
        await IsThereAsync(_one.Match, "a");
        Looks().Should().Be(2);
        gate.SetResult(null);
        _clock.Advance(Second);
        await IsThereAsync(_one.Match, "a");
        var looks = Looks();
        _clock.Advance(Second);
        await IsThereAsync(_one.Match, "a");
        Looks().Should().Be(looks + 1);
    }

    [Fact]
    public async Task A_lookup_whose_clearings_are_a_second_old_waits_for_them()
    {
        await IsThereAsync(_one.Match, "a");
        var gate = new TaskCompletionSource<byte[]?>();
        _store.OnRead = (key, _) => key == Document ? gate.Task : Task.FromResult<byte[]?>(null);
        _clock.Advance(Second);

        var lookup = IsThereAsync(_one.Match, "a");
        lookup.IsCompleted.Should().BeFalse();
        gate.SetResult(null);

        (await lookup).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_up_to_date_costs_no_memory()
    {
        await _one.Match.Clearings.BringUpToDateAsync(default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var look = 0; look < 1000; look++)
        {
            await _one.Match.Clearings.BringUpToDateAsync(default);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1000);
    }

    [Fact]
    public async Task A_write_that_was_lost_is_made_good_within_a_second()
    {
        await StoreAsync(_one.Match, "a");
        await StoreAsync(_one.Embedding, "b");
        await _one.Match.ClearAsync();
        var ofOne = _store.Entries[Document];
        _store.Entries.Remove(Document);
        await _other.Embedding.ClearAsync();
        _store.Entries[Document].Should().NotEqual(ofOne, "the other wrote without having seen it");

        _clock.Advance(Second);
        await IsThereAsync(_other.Match, "a");

        (await IsThereAsync(_other.Match, "a")).Should().BeFalse();
        (await IsThereAsync(_one.Embedding, "b")).Should().BeFalse();
        using var third = new RegionsUnderTest(_clock, _store);
        (await IsThereAsync(third.Match, "a")).Should().BeFalse();
        (await IsThereAsync(third.Embedding, "b")).Should().BeFalse();
    }

    [Fact]
    public async Task A_store_that_is_down_takes_a_clearing_as_soon_as_it_is_back()
    {
        await StoreAsync(_one.Match, "a");
        _store.OnRead = (_, _) => throw new IOException();
        (await _one.Match.ClearAsync()).IsShared.Should().BeFalse();
        _clock.Advance(TimeSpan.FromMinutes(3));
        _store.OnRead = null;
        _clock.Advance(TimeSpan.FromMinutes(1));

        (await IsThereAsync(_other.Match, "a")).Should().BeFalse();
        (await IsThereAsync(_one.Match, "a")).Should().BeFalse();
    }

    [Fact]
    public async Task While_the_store_cannot_be_read_what_is_known_holds_and_it_is_asked_once_a_second()
    {
        await StoreAsync(_one.Match, "a");
        await _one.Match.ClearAsync();
        _store.OnRead = (key, _) => key == Document ? throw new IOException() : Task.FromResult(_store.Entries.GetValueOrDefault(key));
        _clock.Advance(Second);
        for (var lookup = 0; lookup < 10; lookup++)
        {
            (await IsThereAsync(_one.Match, "a")).Should().BeFalse();
        }

        Looks().Should().BeLessThan(6);
    }

    [Fact]
    public async Task A_broken_document_clears_nothing_and_is_replaced()
    {
        await StoreAsync(_one.Match, "a");
        await StoreAsync(_one.Match, "b");
        await _one.Match.ClearAsync();
        _store.Entries[Document] = [1, 2, 3];
        _clock.Advance(Second);

        (await IsThereAsync(_one.Match, "a")).Should().BeFalse();

        (await IsThereAsync(_other.Match, "b")).Should().BeFalse();
    }

    [Fact]
    public async Task The_version_changes_with_every_clearing_that_is_learned_and_with_nothing_else()
    {
        var (one, other) = (_one.Match.Clearings, _other.Match.Clearings);
        await other.BringUpToDateAsync(default);
        var before = other.Version;
        _clock.Advance(Second);
        await other.BringUpToDateAsync(default);
        other.Version.Should().Be(before);

        await _one.Embedding.ClearTagAsync("t");
        one.Version.Should().NotBe(0);
        _clock.Advance(Second);
        await other.BringUpToDateAsync(default);

        other.Version.Should().NotBe(before);
    }

    [Fact]
    public async Task In_this_process_a_clearing_needs_no_document_and_frees_the_memory()
    {
        using var process = new RegionsUnderTest(_clock);
        await StoreAsync(process.Match, "a");
        await StoreAsync(process.Embedding, "b");

        (await process.Match.ClearAsync()).IsShared.Should().BeTrue();
        await process.Match.Freeing;

        (await process.Match.GetStatisticsAsync()).Entries.Should().Be(0);
        (await process.Embedding.GetStatisticsAsync()).Entries.Should().Be(1);
        _clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task Freeing_tells_what_it_freed_and_leaves_what_is_served()
    {
        using var process = new RegionsUnderTest(_clock);
        await StoreAsync(process.Match, "a", new CacheTerms { Tags = ["t"] });
        await StoreAsync(process.Match, "b");
        (await process.Match.FreeAsync()).Should().Be(default(CacheStoreUsage));

        await process.Match.Clearings.ClearAsync(EntryLabel.Tag("t"), "t", default);
        var freed = await process.Match.FreeAsync();

        freed.Entries.Should().Be(1);
        freed.Bytes.Should().BePositive();
        (await IsThereAsync(process.Match, "b")).Should().BeTrue();
        (await _one.Match.FreeAsync()).Should().Be(default(CacheStoreUsage), "this store cannot list what it holds");
    }

    private static ValueTask StoreAsync(CacheRegion region, string key, CacheTerms? terms = null) => region.StoreAsync(key, 1, Json.Default.Int32, terms);

    private static async Task<bool> IsThereAsync(CacheRegion region, string key) => (await region.FindAsync(key, Json.Default.Int32)).IsFound;

    private int Looks() => _store.Reads.Count(key => key == Document);
}
