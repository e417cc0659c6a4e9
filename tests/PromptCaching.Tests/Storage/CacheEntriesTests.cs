using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>Entries as the response cache stores them.</summary>
public sealed class CacheEntriesTests : IDisposable
{
    private static readonly byte[] Secret = new byte[32];
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly RegionsUnderTest _process;

    public CacheEntriesTests() => _process = new RegionsUnderTest(_clock, _store);

    private CacheRegion Region => _process.Regions["response"];

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task An_entry_comes_back_with_all_that_was_said_of_it_after_one_question_to_the_store()
    {
        var entry = Entry("body") with { Kind = 1, Note = "req_1", Labels = [EntryLabel.Tag("a")] };
        await Region.StoreAsync("key", Secret, entry, TimeSpan.FromMinutes(5));

        var found = await Region.FindAsync("key", Secret, default);

        found!.Should().BeEquivalentTo(entry, options => options.Excluding(it => it.Body));
        found!.Body.ToArray().Should().Equal(entry.Body.ToArray());
        _store.Reads.Should().Equal("llm:response:key");
        _store.Lifetimes.Should().Equal(TimeSpan.FromMinutes(65));
    }

    [Fact]
    public async Task A_stale_entry_is_still_found_for_who_may_serve_it()
    {
        await Region.StoreAsync("key", Secret, Entry("body"), TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromHours(2));

        (await Region.FindAsync("key", Secret, default))!.FreshUntil.Should().BeBefore(_clock.GetUtcNow());
    }

    [Fact]
    public async Task A_stale_entry_is_in_the_store_and_stays_cleared_for_as_long_as_the_store_keeps_it()
    {
        await Region.StoreAsync("key", Secret, Entry("body"), TimeSpan.FromDays(60));
        await Region.ClearAsync();
        _clock.Advance(TimeSpan.FromDays(40));
        await _process.Match.ClearAsync();

        (await Region.FindAsync("key", Secret, default)).Should().BeNull();
        (await Region.GetStatisticsAsync()).Entries.Should().Be(1, "it is stale, cleared, and there");
    }

    [Fact]
    public async Task What_cannot_be_stored_is_refused_with_a_reason()
    {
        await Region.StoreAsync("a", Secret, Entry("body") with { FreshUntil = _clock.GetUtcNow() }, TimeSpan.FromMinutes(5));
        await Region.StoreAsync("b", Secret, Entry("body") with { Body = new byte[(8 << 20) + 1] }, TimeSpan.Zero);
        EntryLabel[] labels = [.. Enumerable.Range(0, 33).Select(number => EntryLabel.Tag("tag" + number))];
        await Region.StoreAsync("c", Secret, Entry("body") with { Labels = labels }, TimeSpan.Zero);
        await Region.StoreAsync("d", Secret, Entry("body") with { Note = new string('x', 257) }, TimeSpan.Zero);

        _store.Entries.Should().BeEmpty();
        Region.Counters.RefusedByReason.Should().Equal(
            new Dictionary<string, long> { ["expired"] = 1, ["too_long"] = 1, ["too_many_labels"] = 2 });
    }

    [Fact]
    public async Task Faults_of_the_store_and_entries_that_do_not_open_are_counted_by_kind()
    {
        await Region.StoreAsync("key", Secret, Entry("body"), TimeSpan.Zero);
        _store.Entries["llm:response:other"] = _store.Entries["llm:response:key"];
        (await Region.FindAsync("other", Secret, default)).Should().BeNull();
        _store.OnRead = (_, _) => throw new TimeoutException();
        (await Region.FindAsync("key", Secret, default)).Should().BeNull();
        _store.OnWrite = (_, _) => throw new IOException();
        await Region.StoreAsync("key", Secret, Entry("body"), TimeSpan.Zero);
        _store.OnRemove = (_, _) => throw new InvalidOperationException();
        await Region.RemoveAsync("key");

        Region.Counters.ErrorsByKind.Should().Equal(
            new Dictionary<string, long> { ["connection"] = 1, ["other"] = 1, ["rejected"] = 1, ["timeout"] = 1 });
    }

    [Theory]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public async Task A_store_that_offers_buffers_is_used_with_buffers(int piece)
    {
        var store = new BufferStore(piece);
        using var process = new RegionsUnderTest(_clock, store);
        var region = process.Regions["response"];
        foreach (var words in (int[])[0, 10, 300, 5000])
        {
            var entry = Entry(Texts.Words(words));
            await region.StoreAsync("key", Secret, entry, TimeSpan.Zero);
            (await region.FindAsync("key", Secret, default))!.Body.ToArray().Should().Equal(entry.Body.ToArray());
        }

        (await region.FindAsync("nothing", Secret, default)).Should().BeNull();
        store.Entries["llm:response:key"] = new byte[(8 << 20) + 2000];
        (await region.FindAsync("key", Secret, default)).Should().BeNull("it is longer than any entry");
        store.BufferedCalls.Should().Be(10);
    }

    [Fact]
    public async Task A_buffer_that_an_abandoned_call_still_has_is_not_given_to_anybody_else()
    {
        var store = new BufferStore();
        using var process = new RegionsUnderTest(_clock, store);
        var region = process.Regions["response"];
        var entry = Entry(Texts.Words(200));
        store.Gate = new TaskCompletionSource();
        var abandoned = region.StoreAsync("slow", Secret, entry, TimeSpan.Zero).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await abandoned;
        var gate = store.Gate;
        store.Gate = null;
        for (var number = 0; number < 20; number++)
        {
            await region.StoreAsync("other" + number, Secret, Entry(Texts.Words(200 + number)), TimeSpan.Zero);
        }

        gate.SetResult();
        while (!store.Entries.ContainsKey("llm:response:slow"))
        {
            await Task.Yield();
        }

        (await region.FindAsync("slow", Secret, default))!.Body.ToArray().Should().Equal(entry.Body.ToArray());
    }

    private CacheEntry Entry(string body) => new(body.Utf8())
    {
        BegunAt = _clock.GetUtcNow(),
        StoredAt = _clock.GetUtcNow(),
        FreshUntil = _clock.GetUtcNow() + TimeSpan.FromHours(1),
    };
}
