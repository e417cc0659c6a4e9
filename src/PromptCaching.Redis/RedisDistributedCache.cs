using System.Buffers;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>A cache on Redis: one server, a cluster, or a primary with replicas.</summary>
/// <remarks>
/// Constructing it never connects. The first use does, in the background; a call without a connection fails at once, a call without an answer
/// after <see cref="RedisStoreOptions.OperationTimeout"/>. When the server is back, calls succeed again. Safe for any number of threads; make one and keep it.
/// </remarks>
public sealed partial class RedisDistributedCache : IBufferDistributedCache, ICacheStoreMaintenance, IAsyncDisposable, IDisposable
{
    // A lone surrogate would become the same replacement character for every other one, and two keys one.
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RedisConnection _connection;
    private readonly Deadline _deadline;
    private readonly TimeProvider _time;
    private readonly TimeSpan _defaultTimeToLive;
    private readonly string _name;

    /// <summary>Makes a cache with default options.</summary>
    /// <param name="connection">See <see cref="RedisStoreOptions.Connection"/>.</param>
    /// <exception cref="ArgumentException">The connection cannot be read; the message says why and never shows the password.</exception>
    public RedisDistributedCache(string connection)
        : this(new RedisStoreOptions { Connection = connection })
    {
    }

    /// <summary>Makes a cache with a connection of its own.</summary>
    /// <param name="options">Read once, here.</param>
    /// <param name="timeProvider">The clock of timeouts and expirations; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it and never shows the password.</exception>
    public RedisDistributedCache(RedisStoreOptions options, TimeProvider? timeProvider = null)
        : this(Checked(options, needsConnection: true), ConnectionOrigin.Own(options), timeProvider)
    {
    }

    /// <summary>Makes a cache over a connection that somebody else keeps and disposes.</summary>
    /// <param name="connection">The connection; its default database is used.</param>
    /// <param name="options">Read once, here; <see langword="null"/> for the defaults. <see cref="RedisStoreOptions.Connection"/> is not used.</param>
    /// <param name="timeProvider">The clock of timeouts and expirations; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names it.</exception>
    public RedisDistributedCache(IConnectionMultiplexer connection, RedisStoreOptions? options = null, TimeProvider? timeProvider = null)
        : this(Checked(options ?? new RedisStoreOptions(), needsConnection: false), ConnectionOrigin.Given(connection), timeProvider)
    {
    }

    private RedisDistributedCache(RedisStoreOptions options, ConnectionOrigin origin, TimeProvider? time)
    {
        _defaultTimeToLive = options.DefaultTimeToLive;
        _time = time ?? TimeProvider.System;
        _deadline = new Deadline(options.OperationTimeout, _time);
        _name = origin.Name;
        _connection = new RedisConnection(origin, _deadline);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        await ReadAsync(key, token).ConfigureAwait(false) is { } value ? value.ToArray() : null;

    /// <inheritdoc/>
    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (await ReadAsync(key, token).ConfigureAwait(false) is not { } value)
        {
            return false;
        }

        destination.Write(value.Span);
        return true;
    }

    /// <inheritdoc/>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return SetAsync(key, new ReadOnlySequence<byte>(value), options, token).AsTask();
    }

    /// <inheritdoc/>
    /// <remarks>Without any expiration, <see cref="RedisStoreOptions.DefaultTimeToLive"/> applies.</remarks>
    public async ValueTask SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var redisKey = KeyOf(key);
        var expiry = Expiry.Of(options, _defaultTimeToLive, _time.GetUtcNow());
        var stored = StoredValue.Pack(value, expiry.Window);
        var database = await DatabaseAsync(redisKey, CommandFlags.DemandMaster, token).ConfigureAwait(false);
        await _deadline.WaitAsync(database.StringSetAsync(redisKey, stored, expiry.TimeToLive, When.Always, CommandFlags.DemandMaster), "SET", token)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        var redisKey = KeyOf(key);
        var database = await DatabaseAsync(redisKey, CommandFlags.DemandMaster, token).ConfigureAwait(false);
        await _deadline.WaitAsync(database.KeyDeleteAsync(redisKey, CommandFlags.DemandMaster), "DEL", token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Prolongs an entry with a sliding expiration; others end when they end.</remarks>
    public async Task RefreshAsync(string key, CancellationToken token = default)
    {
        var redisKey = KeyOf(key);
        var database = await DatabaseAsync(redisKey, CommandFlags.None, token).ConfigureAwait(false);
        byte[]? header = await _deadline.WaitAsync(database.StringGetRangeAsync(redisKey, 0, StoredValue.LongestHeader - 1), "GETRANGE", token)
            .ConfigureAwait(false);
        Prolong(database, redisKey, header);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Says where the server is.</summary>
    /// <returns>The hosts and the database, without user and password.</returns>
    public override string ToString() => $"{nameof(RedisDistributedCache)} on {_name}";

    private async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var redisKey = KeyOf(key);
        var database = await DatabaseAsync(redisKey, CommandFlags.None, cancellationToken).ConfigureAwait(false);
        byte[]? stored = await _deadline.WaitAsync(database.StringGetAsync(redisKey), "GET", cancellationToken).ConfigureAwait(false);
        return Opened(database, redisKey, stored);
    }

    // An untyped null would become empty memory here, and a miss an empty value.
    private ReadOnlyMemory<byte>? Opened(IDatabase database, RedisKey key, byte[]? stored) =>
        StoredValue.TryOpen(stored, out var value) && Prolong(database, key, value.Window) ? value.Bytes : default(ReadOnlyMemory<byte>?);

    private void Prolong(IDatabase database, RedisKey key, byte[]? header)
    {
        if (StoredValue.TryOpen(header, out var value))
        {
            Prolong(database, key, value.Window);
        }
    }

    /// <returns>Whether the entry still lives: its end is ours to keep, and the server may be told of it too late.</returns>
    private bool Prolong(IDatabase database, RedisKey key, SlidingWindow? window)
    {
        if (window is not { } sliding)
        {
            return true;
        }

        if (sliding.TimeToLive(_time.GetUtcNow()) is not { } timeToLive)
        {
            return false;
        }

        Deadline.Abandon(database.KeyExpireAsync(key, timeToLive, CommandFlags.FireAndForget));
        return true;
    }

    /// <summary>Later versions of the client queue what they cannot send; asking first makes a call without a server fail at once under any of them.</summary>
    private async ValueTask<IDatabase> DatabaseAsync(RedisKey key, CommandFlags flags, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Reachable(await _connection.GetAsync(cancellationToken).ConfigureAwait(false), key, flags);
    }

    private static IDatabase Reachable(IConnectionMultiplexer connection, RedisKey key, CommandFlags flags)
    {
        var database = connection.GetDatabase();
        return database.IsConnected(key, flags) ? database : throw Unreachable(database, key, flags);
    }

    /// <summary>Only a command that cannot be sent makes the client say why: a wrong password, a certificate, a name.</summary>
    /// <remarks>The outermost of its words name the key, and keys do not belong in logs.</remarks>
    private static IOException Unreachable(IDatabase database, RedisKey key, CommandFlags flags)
    {
        var refused = database.KeyExistsAsync(key, flags);
        Deadline.Abandon(refused);
        return new IOException(
            "No Redis server that holds this key is connected; the client goes on connecting. " +
            "It tells what it met first, until it is connected: by now it may be something else, such as a password that the server refuses.",
            refused.Exception?.InnerException?.InnerException?.GetBaseException());
    }

    private static RedisStoreOptions Checked(RedisStoreOptions options, bool needsConnection)
    {
        ArgumentNullException.ThrowIfNull(options);
        var judged = new RedisStoreOptionsValidator(needsConnection).Validate(null, options);
        return judged.Failed ? throw new ArgumentException(string.Join(' ', judged.Failures), nameof(options)) : options;
    }

    private static RedisKey KeyOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _strictUtf8.GetBytes(key);
    }
}
