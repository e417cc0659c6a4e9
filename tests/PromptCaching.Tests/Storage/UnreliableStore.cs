using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Tests.Storage;

/// <summary>A store whose reads and writes do what a test says.</summary>
internal sealed class UnreliableStore : IDistributedCache
{
    public Dictionary<string, byte[]> Entries { get; } = [];

    public List<TimeSpan?> Lifetimes { get; } = [];

    public Func<string, CancellationToken, Task<byte[]?>>? OnRead { get; set; }

    public Func<string, CancellationToken, Task>? OnWrite { get; set; }

    public Func<string, CancellationToken, Task>? OnRemove { get; set; }

    /// <summary>Gets or sets a value indicating whether the value of a write is dropped; always so with OnWrite, unless it says otherwise.</summary>
    public bool Loses { get; set; }

    public List<string> Reads { get; } = [];

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        Reads.Add(key);
        return OnRead is { } read ? read(key, token) : Task.FromResult(Entries.GetValueOrDefault(key));
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Lifetimes.Add(options.AbsoluteExpirationRelativeToNow);
        Loses = OnWrite is not null;
        var written = OnWrite is { } write ? write(key, token) : Task.CompletedTask;
        if (!Loses)
        {
            Entries[key] = value;
        }

        return written;
    }

    public byte[]? Get(string key) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        if (OnRemove is { } remove)
        {
            return remove(key, token);
        }

        Entries.Remove(key);
        return Task.CompletedTask;
    }
}
