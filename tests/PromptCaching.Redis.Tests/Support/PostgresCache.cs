using Microsoft.Extensions.Caching.Distributed;
using Npgsql;

namespace PromptCaching.Redis.Tests.Support;

/// <summary>An adapter as users write one: a table with keys, values and expirations. Shows that the chain works over any store.</summary>
internal sealed class PostgresCache(NpgsqlDataSource source) : IDistributedCache, IAsyncDisposable
{
    public static async Task<PostgresCache> CreateAsync(string connection)
    {
        var source = NpgsqlDataSource.Create(connection);
        await using var create = source.CreateCommand(
            "create table if not exists cache (key bytea primary key, value bytea not null, expires_at timestamptz not null)");
        await create.ExecuteNonQueryAsync();
        return new PostgresCache(source);
    }

    public byte[]? Get(string key) => GetAsync(key).GetAwaiter().GetResult();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        await using var read = source.CreateCommand("select value from cache where key = $1 and expires_at > now()");
        read.Parameters.AddWithValue(Bytes(key));
        return (byte[]?)await read.ExecuteScalarAsync(token);
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => SetAsync(key, value, options).GetAwaiter().GetResult();

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        await using var write = source.CreateCommand(
            "insert into cache values ($1, $2, now() + $3) on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at");
        write.Parameters.AddWithValue(Bytes(key));
        write.Parameters.AddWithValue(value);
        write.Parameters.AddWithValue(options.AbsoluteExpirationRelativeToNow ?? TimeSpan.FromHours(24));
        await write.ExecuteNonQueryAsync(token);
    }

    public void Remove(string key) => RemoveAsync(key).GetAwaiter().GetResult();

    public async Task RemoveAsync(string key, CancellationToken token = default)
    {
        await using var remove = source.CreateCommand("delete from cache where key = $1");
        remove.Parameters.AddWithValue(Bytes(key));
        await remove.ExecuteNonQueryAsync(token);
    }

    /// <summary>Does nothing: entries expire at a fixed time.</summary>
    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>A text column takes no NUL.</summary>
    private static byte[] Bytes(string key) => System.Text.Encoding.UTF8.GetBytes(key);
}
