using System.Runtime.CompilerServices;
using System.Text;
using StackExchange.Redis;

namespace PromptCaching.Redis.Maintenance;

/// <summary>Goes through the keys of all primaries, page by page, and looks at the values of a page in one go.</summary>
internal sealed class KeyspaceWalk(IConnectionMultiplexer connection, string pattern, Deadline deadline)
{
    private const int PageSize = 500;
    private const int LookLength = 1024;

    private readonly IDatabase _database = connection.GetDatabase();

    /// <remarks>A server that is not connected fails the walk: a count without its keys would be wrong.</remarks>
    public async IAsyncEnumerable<RedisKey[]> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var server in await PrimariesAsync(cancellationToken).ConfigureAwait(false))
        {
            // The client lists keys on the caller's thread only, and waits there for each page: not on a thread of the caller's.
            using var pages = server.Keys(_database.Database, pattern, PageSize, CommandFlags.None).Chunk(PageSize).GetEnumerator();
            while (await Task.Run(pages.MoveNext, cancellationToken).ConfigureAwait(false))
            {
                yield return pages.Current;
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

    /// <summary>In a cluster every primary has keys of its own; what a replica holds is counted there.</summary>
    private async Task<List<IServer>> PrimariesAsync(CancellationToken cancellationToken)
    {
        var primaries = new List<IServer>();
        foreach (var endPoint in connection.GetEndPoints(configuredOnly: false))
        {
            var server = connection.GetServer(endPoint);
            var replication = await deadline.WaitAsync(server.InfoAsync("replication"), "INFO", cancellationToken).ConfigureAwait(false);
            if (replication.SelectMany(static section => section).Any(static line => line is { Key: "role", Value: "master" }))
            {
                primaries.Add(server);
            }
        }

        return primaries;
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
