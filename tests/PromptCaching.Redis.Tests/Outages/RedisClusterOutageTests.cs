using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Redis.Tests.Support;
using PromptCaching.Testing;

namespace PromptCaching.Redis.Tests.Outages;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisClusterOutageTests
{
    private const int Keys = 60;
    private const int Readers = 16;

    [ServerFact]
    public async Task One_node_of_three_killed_takes_only_its_own_keys_along()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = PatientStore.At(cluster.Address);
        for (var number = 0; number < Keys; number++)
        {
            await Entries.StoreAsync(store, number);
        }

        var victim = cluster.Nodes[1];
        var lost = await HeldByAsync(cluster, victim);
        lost.Should().NotBeEmpty();

        var isKilled = false;
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            // Everybody reads everything, before, during and after; Entries looks at every value.
            for (var round = 0; round < 20 || !Volatile.Read(ref isKilled); round++)
            {
                var number = (reader + (round * 7)) % Keys;
                var fault = await Record.ExceptionAsync(() => Entries.IsThereAsync(store, number).WaitAsync(Eventually.Patience));
                if (fault is not null)
                {
                    Failures.AreOfTheStore(fault).Should().BeTrue(fault.ToString());
                }
            }
        })).ToList();
        victim.Kill();
        Volatile.Write(ref isKilled, true);
        await Task.WhenAll(readers).WaitAsync(Eventually.Patience);

        foreach (var number in Enumerable.Range(0, Keys))
        {
            if (lost.Contains(number))
            {
                await Failures.OfAsync(() => Entries.IsThereAsync(store, number));
                await Failures.OfAsync(() => Entries.StoreAsync(store, number));
            }
            else
            {
                await Eventually.SucceedsAsync(async () => (await Entries.IsThereAsync(store, number)).Should().BeTrue());
                await Entries.StoreAsync(store, number);
            }
        }

        using var emulator = new ClaudeEmulator();
        using var chain = new ChainOverStore(store, emulator);
        for (var question = 0; question < 10; question++)
        {
            await chain.AskAsync($"Is this answered, too: {question}?");
        }

        await victim.RestartAsync();
        await Eventually.SucceedsAsync(() => Entries.StoreAsync(store, lost[0]));
    }

    private static async Task<List<int>> HeldByAsync(RedisCluster cluster, RedisServer node)
    {
        var held = new List<int>();
        for (var number = 0; number < Keys; number++)
        {
            if (await cluster.HolderOfAsync(Entries.Key(number)) == node)
            {
                held.Add(number);
            }
        }

        return held;
    }
}
