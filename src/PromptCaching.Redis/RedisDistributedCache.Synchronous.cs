using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <content>The same for callers that block a thread. The client's own synchronous calls time out by themselves.</content>
public sealed partial class RedisDistributedCache
{
    /// <inheritdoc/>
    public byte[]? Get(string key) => Read(key)?.ToArray();

    /// <inheritdoc/>
    public bool TryGet(string key, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (Read(key) is not { } value)
        {
            return false;
        }

        destination.Write(value.Span);
        return true;
    }

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        Set(key, new ReadOnlySequence<byte>(value), options);
    }

    /// <inheritdoc/>
    /// <remarks>Without any expiration, <see cref="RedisStoreOptions.DefaultTimeToLive"/> applies.</remarks>
    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var redisKey = KeyOf(key);
        var expiry = Expiry.Of(options, _defaultTimeToLive, _time.GetUtcNow());
        var stored = StoredValue.Pack(value, expiry.Window);
        Database(redisKey, CommandFlags.DemandMaster).StringSet(redisKey, stored, expiry.TimeToLive, When.Always, CommandFlags.DemandMaster);
    }

    /// <inheritdoc/>
    public void Remove(string key)
    {
        var redisKey = KeyOf(key);
        Database(redisKey, CommandFlags.DemandMaster).KeyDelete(redisKey, CommandFlags.DemandMaster);
    }

    /// <inheritdoc/>
    public void Refresh(string key)
    {
        var redisKey = KeyOf(key);
        var database = Database(redisKey, CommandFlags.None);
        Prolong(database, redisKey, database.StringGetRange(redisKey, 0, StoredValue.LongestHeader - 1));
    }

    private ReadOnlyMemory<byte>? Read(string key)
    {
        var redisKey = KeyOf(key);
        var database = Database(redisKey, CommandFlags.None);
        return Opened(database, redisKey, database.StringGet(redisKey));
    }

    private IDatabase Database(RedisKey key, CommandFlags flags) => Reachable(_connection.Get(), key, flags);
}
