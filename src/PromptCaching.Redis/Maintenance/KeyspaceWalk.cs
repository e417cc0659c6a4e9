using System.Runtime.CompilerServices;
using System.Text;
using StackExchange.Redis;

namespace PromptCaching.Redis.Maintenance;

/// <summary>Goes through the keys of all servers, page by page, and looks at the values of a page in one go.</summary>
internal sealed class KeyspaceWalk(IConnectionMultiplexer connection, string pattern, Deadline deadline)
{
    private const int PageSize = 500;
    private const int LookLength = 1024;

    private readonly IDatabase _database = connection.GetDatabase();

    public async IAsyncEnumerable<RedisKey[]> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var servers = Servers();
        foreach (var server in servers)
        {
            // The client lists keys on the caller's thread only, and waits there for each page: not on a thread of the caller's.
            using var pages = server.Keys(_database.Database, pattern, PageSize, CommandFlags.None).Chunk(PageSize).GetEnumerator();
            while (await Task.Run(pages.MoveNext, cancellationToken).ConfigureAwait(false))
            {
                yield return servers.Count == 1 ? pages.Current : await OwnedByAsync(server, pages.Current, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async Task<IReadOnlyList<FoundEntry>> MeasureAsync(RedisKey[] keys, CancellationToken cancellationToken)
    {
        var looks = await LookAsync(keys, cancellationToken).ConfigureAwait(false);
        return [.. looks.Select(static look => look.Found)];
    }

    public async Task<IReadOnlyList<FoundEntry>> RemoveAsync(
        RedisKey[] keys, Func<string, ReadOnlyMemory<byte>, bool> isDead, CancellationToken cancellationToken)
    {
        var looks = await LookAsync(keys, cancellationToken).ConfigureAwait(false);
        var dead = looks.Where(look => isDead(Encoding.UTF8.GetString(look.Key!), look.Start)).ToList();
        var removals = dead.ConvertAll(look => _database.KeyDeleteAsync(look.Key, CommandFlags.DemandMaster));
        var removed = await deadline.WaitAsync(Task.WhenAll(removals), "DEL", cancellationToken).ConfigureAwait(false);
        return [.. dead.Zip(removed).Where(static pair => pair.Second).Select(static pair => pair.First.Found)];
    }

    /// <summary>A dead half of a pair has nothing that the other has not; a dead node of a cluster has, and a count without it would be wrong.</summary>
    private List<IServer> Servers()
    {
        var servers = connection.GetEndPoints(configuredOnly: false).Select(endPoint => connection.GetServer(endPoint)).ToList();
        var connected = servers.FindAll(static server => server.IsConnected);
        return connected.Count == 0 || (connected.Count < servers.Count && connected.Exists(static server => server.ServerType == ServerType.Cluster))
            ? throw new IOException("Not every Redis server is connected, so the entries cannot be listed; the client goes on connecting.")
            : connected;
    }

    /// <summary>Replicas list the keys of their primaries; an entry counts only where it is written.</summary>
    private async Task<RedisKey[]> OwnedByAsync(IServer server, RedisKey[] keys, CancellationToken cancellationToken)
    {
        var owners = keys.Select(key => _database.IdentifyEndpointAsync(key, CommandFlags.DemandMaster));
        var endPoints = await deadline.WaitAsync(Task.WhenAll(owners), "EXISTS", cancellationToken).ConfigureAwait(false);
        return [.. keys.Zip(endPoints).Where(pair => pair.Second?.Equals(server.EndPoint) == true).Select(static pair => pair.First)];
    }

    private async Task<IReadOnlyList<Look>> LookAsync(RedisKey[] keys, CancellationToken cancellationToken)
    {
        var looks = await deadline.WaitAsync(Task.WhenAll(keys.Select(LookAsync)), "GETRANGE", cancellationToken).ConfigureAwait(false);
        return [.. looks.OfType<Look>()];
    }

    private async Task<Look?> LookAsync(RedisKey key)
    {
        try
        {
            var length = _database.StringLengthAsync(key, CommandFlags.DemandMaster);
            byte[]? start = await _database.StringGetRangeAsync(key, 0, StoredValue.LongestHeader + LookLength - 1, CommandFlags.DemandMaster)
                .ConfigureAwait(false);
            var header = StoredValue.TryOpen(start, out var value) ? start.Length - value.Bytes.Length : 0;
            return header > 0 ? new Look(key, Shortened(value.Bytes), new FoundEntry(await length.ConfigureAwait(false) - header)) : null;
        }
        catch (RedisServerException)
        {
            // Not a string: somebody else's, under the same prefix.
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Shortened(ReadOnlyMemory<byte> start) => start.Length > LookLength ? start[..LookLength] : start;

    private sealed record Look(RedisKey Key, ReadOnlyMemory<byte> Start, FoundEntry Found);
}
