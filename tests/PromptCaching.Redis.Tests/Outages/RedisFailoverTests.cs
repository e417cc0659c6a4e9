using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Redis.Tests.Support;

namespace PromptCaching.Redis.Tests.Outages;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisFailoverTests
{
    [ServerFact]
    public async Task After_the_primary_s_death_the_promoted_replica_serves()
    {
        await using var pair = await RedisPair.StartAsync();
        await using var store = PatientStore.At(pair.Address);
        await Entries.StoreAsync(store, 1);
        await RedisCommands.UntilAsync(pair.Replica.Port, static answer => answer == ":1", "EXISTS", Entries.Key(1));

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var fault = await Record.ExceptionAsync(() => Entries.IsThereAsync(store, 1).WaitAsync(Eventually.Patience));
                (fault is null || Failures.AreOfTheStore(fault)).Should().BeTrue(fault?.ToString());
            }
        })).ToList();
        pair.Primary.Kill();
        await Failures.OfAsync(() => Entries.StoreAsync(store, 2));
        await pair.PromoteReplicaAsync();

        await Eventually.SucceedsAsync(() => Entries.StoreAsync(store, 2));
        (await Entries.IsThereAsync(store, 2)).Should().BeTrue();
        (await Entries.IsThereAsync(store, 1)).Should().BeTrue("it was replicated");
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }
}
