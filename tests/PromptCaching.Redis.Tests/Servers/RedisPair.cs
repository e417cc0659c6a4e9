namespace PromptCaching.Redis.Tests.Servers;

/// <summary>A primary and the replica that can take its place.</summary>
internal sealed class RedisPair : IAsyncDisposable
{
    private RedisPair(RedisServer primary, RedisServer replica) => (Primary, Replica) = (primary, replica);

    public RedisServer Primary { get; }

    public RedisServer Replica { get; }

    public string Address => $"{Primary.Address},{Replica.Address}";

    public static async Task<RedisPair> StartAsync()
    {
        var primary = await RedisServer.StartAsync("--repl-diskless-sync-delay", "0");
        var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{primary.Port}");
        await RedisCommands.UntilAsync(
            replica.Port, static info => info.Contains("master_link_status:up", StringComparison.Ordinal), "INFO", "replication");
        return new RedisPair(primary, replica);
    }

    public async Task PromoteReplicaAsync() => await Replica.SendAsync("REPLICAOF", "NO", "ONE");

    public async ValueTask DisposeAsync()
    {
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
    }
}
