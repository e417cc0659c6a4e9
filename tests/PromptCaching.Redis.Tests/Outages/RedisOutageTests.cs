using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Redis.Tests.Support;
using PromptCaching.Testing;

namespace PromptCaching.Redis.Tests.Outages;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisOutageTests
{
    [ServerFact]
    public async Task A_killed_server_fails_every_call_and_is_found_again_when_it_is_back()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await Entries.StoreAsync(store, 1);

        server.Kill();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(number => Failures.OfAsync(() => Entries.IsThereAsync(store, number))));
        await Failures.OfAsync(() => Entries.StoreAsync(store, 1));
        await Failures.OfAsync(() => store.RemoveAsync(Entries.Key(1)));

        await server.RestartAsync();
        await Eventually.SucceedsAsync(() => Entries.StoreAsync(store, 2));
        (await Entries.IsThereAsync(store, 2)).Should().BeTrue();
        (await Entries.IsThereAsync(store, 1)).Should().BeFalse("the server came back empty");
    }

    [ServerFact]
    public async Task A_store_made_before_its_server_works_once_it_is_there()
    {
        var port = FreePort.Next();
        await using var store = new RedisDistributedCache($"redis://127.0.0.1:{port}");
        await Failures.OfAsync(() => Entries.StoreAsync(store, 1));

        await using var server = await RedisServer.StartAtAsync(port);

        await Eventually.SucceedsAsync(() => Entries.StoreAsync(store, 1));
        (await Entries.IsThereAsync(store, 1)).Should().BeTrue();
    }

    [ServerFact]
    public async Task Who_calls_while_there_is_no_connection_does_not_wait()
    {
        var clock = new ManualTimeProvider();
        await using var store = PatientStore.At($"127.0.0.1:{FreePort.Next()}", clock);
        var first = Entries.IsThereAsync(store, 1);
        clock.Advance(Eventually.Patience);
        await Failures.OfAsync(() => first);

        // The clock stands still: whatever waited for it would hang.
        await Failures.OfAsync(() => Entries.IsThereAsync(store, 1));
        await Failures.OfAsync(() => Entries.StoreAsync(store, 1));
    }

    [ServerFact]
    public async Task A_silent_server_is_given_up_after_the_timeout_and_its_late_answers_reach_nobody()
    {
        await using var server = await RedisServer.StartAsync();
        var clock = new ManualTimeProvider();
        await using var store = PatientStore.At(server.Address, clock);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Entries.StoreAsync(store, number)));

        await server.PauseAsync();
        var reads = Enumerable.Range(0, 50).Select(number => Entries.IsThereAsync(store, number)).ToList();
        reads.Should().OnlyContain(read => !read.IsCompleted);
        clock.Advance(Eventually.Patience);
        foreach (var read in reads)
        {
            (await Failures.OfAsync(() => read)).Should().BeOfType<TimeoutException>();
        }

        await server.ResumeAsync();
        foreach (var number in Enumerable.Range(0, 50).Reverse())
        {
            await Eventually.SucceedsAsync(async () => (await Entries.IsThereAsync(store, number)).Should().BeTrue());
        }
    }

    [ServerFact]
    public async Task Who_leaves_while_the_server_is_silent_goes_at_once()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address, new ManualTimeProvider());
        await Entries.StoreAsync(store, 1);
        await server.PauseAsync();
        using var leaving = new CancellationTokenSource();

        var read = store.GetAsync(Entries.Key(1), leaving.Token);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(Eventually.Patience));
    }

    [ServerFact]
    public async Task A_silent_server_ends_a_synchronous_call_too()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = new RedisDistributedCache(
            new RedisStoreOptions { Connection = server.Address, OperationTimeout = TimeSpan.FromMilliseconds(500) });
        await Eventually.SucceedsAsync(() => Entries.StoreAsync(store, 1));
        await server.PauseAsync();

        await Failures.OfAsync(() => Task.Run(() => store.Get(Entries.Key(1))));
    }

    [ServerFact]
    public async Task A_call_to_Claude_is_answered_without_its_store()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        using var emulator = new ClaudeEmulator();
        using var chain = new ChainOverStore(store, emulator);
        await chain.AskAsync("Twice?");
        (await chain.AskAsync("Twice?")).Source.Should().Be(CallSource.ResponseCache);

        server.Kill();

        (await chain.AskAsync("Twice?")).Source.Should().Be(CallSource.Api);
        await server.RestartAsync();
        await Eventually.BecomesTrueAsync(async () => (await chain.AskAsync("Twice?")).Source == CallSource.ResponseCache, "answers must be stored again");
    }

    [ServerFact]
    public async Task What_is_said_of_a_server_that_is_away_names_no_key()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await Entries.StoreAsync(store, 1);
        server.Kill();

        var said = new List<string>();
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    await store.GetAsync("key-that-nobody-may-read");
                }
                catch (Exception fault)
                {
                    said.Add(fault.ToString());
                }

                return said.Exists(static text => text.Contains("No Redis server", StringComparison.Ordinal));
            },
            "a dead server must be noticed");

        said.Should().NotContain(text => text.Contains("key-that-nobody-may-read", StringComparison.Ordinal));
    }

    [ServerFact]
    public async Task Memory_goes_on_answering_while_the_store_is_away()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        using var emulator = new ClaudeEmulator();
        using var chain = new ChainOverStore(store, emulator, inMemory: TimeSpan.FromHours(1));
        await chain.AskAsync("Twice?");

        server.Kill();

        (await chain.AskAsync("Twice?")).Source.Should().Be(CallSource.ResponseCache);
        emulator.Calls.Should().ContainSingle();
    }

    [ServerFact]
    public async Task A_disposed_store_says_so()
    {
        await using var server = await RedisServer.StartAsync();
        var store = PatientStore.At(server.Address);
        await Entries.StoreAsync(store, 1);
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.GetAsync(Entries.Key(1)));
    }
}
