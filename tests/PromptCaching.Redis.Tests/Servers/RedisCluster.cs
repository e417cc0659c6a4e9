using System.Globalization;

namespace PromptCaching.Redis.Tests.Servers;

/// <summary>Three primaries that share the keys and have no replicas.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;
    private static readonly string[] _settings =
        ["--cluster-enabled", "yes", "--cluster-require-full-coverage", "no", "--cluster-node-timeout", "1000"];

    private RedisCluster(IReadOnlyList<RedisServer> nodes) => Nodes = nodes;

    public IReadOnlyList<RedisServer> Nodes { get; }

    public string Address => string.Join(',', Nodes.Select(static node => node.Address));

    public static async Task<RedisCluster> StartAsync()
    {
        var nodes = new List<RedisServer>();
        for (var number = 0; number < 3; number++)
        {
            // The nodes talk to each other on a port of their own; the usual one, 10,000 above, may not exist.
            nodes.Add(await RedisServer.StartAsync([.. _settings, "--cluster-port", FreePort.Next().ToString(CultureInfo.InvariantCulture)]));
        }

        for (var number = 0; number < nodes.Count; number++)
        {
            var (first, last) = (number * Slots / nodes.Count, ((number + 1) * Slots / nodes.Count) - 1);
            await nodes[number].SendAsync("CLUSTER", "SET-CONFIG-EPOCH", $"{number + 1}");
            await nodes[number].SendAsync("CLUSTER", "ADDSLOTSRANGE", $"{first}", $"{last}");
        }

        foreach (var node in nodes.Skip(1))
        {
            var busPort = await BusPortOfAsync(nodes[0]);
            await node.SendAsync("CLUSTER", "MEET", "127.0.0.1", $"{nodes[0].Port}", busPort);
        }

        foreach (var node in nodes)
        {
            await RedisCommands.UntilAsync(node.Port, static info => info.Contains("cluster_slots_ok:16384", StringComparison.Ordinal)
                && info.Contains("cluster_known_nodes:3", StringComparison.Ordinal) && info.Contains("cluster_state:ok", StringComparison.Ordinal), "CLUSTER", "INFO");
        }

        return new RedisCluster(nodes);
    }

    /// <summary>Gets the node that holds a key, by the cluster's own arithmetic.</summary>
    public async Task<RedisServer> HolderOfAsync(string key)
    {
        var slot = int.Parse((await Nodes[0].SendAsync("CLUSTER", "KEYSLOT", key))[1..], CultureInfo.InvariantCulture);
        return Nodes[((slot * Nodes.Count) + Nodes.Count - 1) / Slots];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static async Task<string> BusPortOfAsync(RedisServer node)
    {
        var own = (await node.SendAsync("CLUSTER", "NODES")).Split('\n').First(static line => line.Contains("myself", StringComparison.Ordinal));
        return own.Split(' ')[1].Split('@')[1].Split(',')[0];
    }
}
