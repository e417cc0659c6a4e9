using System.Globalization;
using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Support;
using PromptCaching.Testing;

namespace PromptCaching.Redis.Tests.Stores;

/// <summary>What the chain expects of a store, whatever is behind it.</summary>
public abstract class StoreConformance(StoreFixture fixture)
{
    private static readonly DistributedCacheEntryOptions _anHour = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    protected IDistributedCache Store { get; } = fixture.Store;

    [ServerFact]
    public async Task What_is_stored_comes_back()
    {
        await Store.SetAsync("back:a", [1, 2, 3], _anHour);

        (await Store.GetAsync("back:a")).Should().Equal(1, 2, 3);
    }

    [ServerFact]
    public async Task What_was_never_stored_is_not_there() => (await Store.GetAsync("never")).Should().BeNull();

    [ServerFact]
    public async Task What_is_removed_is_gone()
    {
        await Store.SetAsync("gone:a", [1], _anHour);
        await Store.RemoveAsync("gone:a");
        await Store.RemoveAsync("gone:a");

        (await Store.GetAsync("gone:a")).Should().BeNull();
    }

    [ServerFact]
    public async Task The_later_value_counts()
    {
        await Store.SetAsync("later:a", [1, 1, 1], _anHour);
        await Store.SetAsync("later:a", [2], _anHour);

        (await Store.GetAsync("later:a")).Should().Equal(2);
    }

    [ServerFact]
    public async Task An_empty_value_is_a_value()
    {
        await Store.SetAsync("empty:a", [], _anHour);

        (await Store.GetAsync("empty:a")).Should().BeEmpty();
    }

    [ServerFact]
    public async Task Five_megabytes_come_back_byte_for_byte()
    {
        var value = new byte[5 * 1024 * 1024];
        new Random(5).NextBytes(value);

        await Store.SetAsync("large:a", value, _anHour);

        (await Store.GetAsync("large:a")).Should().Equal(value);
    }

    [ServerFact]
    public async Task Keys_are_told_apart_whatever_is_in_them()
    {
        string[] keys = ["odd:a", "odd:A", "odd:a ", "odd: a", "odd:a\0", "odd:a\r\n", "odd:*", "odd:?[]\\", "odd:{a}b", "odd:{a}c", "odd:äöü", "odd:😀", "odd:" + new string('k', 900)];
        for (var number = 0; number < keys.Length; number++)
        {
            await Store.SetAsync(keys[number], [(byte)number], _anHour);
        }

        for (var number = 0; number < keys.Length; number++)
        {
            (await Store.GetAsync(keys[number])).Should().Equal([(byte)number], keys[number]);
        }
    }

    [ServerFact]
    public async Task An_entry_ends_when_its_time_is_over()
    {
        await Store.SetAsync("short:a", [1], new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMilliseconds(50) });
        await Store.SetAsync("short:b", [1], _anHour);

        await Eventually.BecomesTrueAsync(async () => await Store.GetAsync("short:a") is null, "it must end");
        (await Store.GetAsync("short:b")).Should().NotBeNull();
    }

    [ServerFact]
    public async Task Sixty_four_readers_and_writers_never_get_what_is_another_s()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 25; round++)
            {
                var key = $"crowd:{worker}";
                var value = System.Text.Encoding.UTF8.GetBytes($"{key} in round {round} " + new string('x', worker * 37));
                await Store.SetAsync(key, value, _anHour);
                (await Store.GetAsync(key)).Should().Equal(value);
            }
        })));
    }

    [ServerFact]
    public async Task Who_has_left_before_is_not_served()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        if (fixture.HeedsCancellation)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync("left:a", left.Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.SetAsync("left:a", [1], _anHour, left.Token));
        }

        (await Store.GetAsync("left:a")).Should().BeNull();
    }

    [ServerFact]
    public async Task Who_leaves_in_the_middle_harms_nobody()
    {
        await Store.SetAsync("middle:stays", [7], _anHour);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            using var leaving = new CancellationTokenSource();
            var key = string.Create(CultureInfo.InvariantCulture, $"middle:{number}");
            var reading = Store.GetAsync("middle:stays", leaving.Token);
            var writing = Store.SetAsync(key, [(byte)number], _anHour, leaving.Token);
            await leaving.CancelAsync();
            (await Record.ExceptionAsync(() => writing)).Should().Match(fault => fault == null || fault is OperationCanceledException);
            (await Record.ExceptionAsync(async () => (await reading).Should().Equal(7))).Should().Match(fault => fault == null || fault is OperationCanceledException);
        }));

        (await Store.GetAsync("middle:stays")).Should().Equal(7);
    }

    [ServerFact]
    public async Task A_question_asked_twice_is_answered_from_the_store()
    {
        using var emulator = new ClaudeEmulator();
        using var chain = new ChainOverStore(Store, emulator);

        (await chain.AskAsync("Is this asked twice?")).Source.Should().Be(CallSource.Api);
        (await chain.AskAsync("Is this asked twice?")).Source.Should().Be(CallSource.ResponseCache);
        emulator.Calls.Should().ContainSingle();
    }

    [ServerFact]
    public async Task Another_process_s_answer_is_found()
    {
        using var emulator = new ClaudeEmulator();
        using var one = new ChainOverStore(Store, emulator);
        using var other = new ChainOverStore(Store, emulator);

        var asked = await one.AskAsync("Is this asked elsewhere?");
        var found = await other.AskAsync("Is this asked elsewhere?");

        found.Source.Should().Be(CallSource.ResponseCache);
        found.Body.Should().Equal(asked.Body);
    }
}
