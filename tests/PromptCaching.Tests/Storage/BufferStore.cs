using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Tests.Storage;

/// <summary>A store that takes and gives buffers, in pieces as small as a test wants them.</summary>
internal sealed class BufferStore(int piece = int.MaxValue) : IBufferDistributedCache
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = [];

    public int BufferedCalls { get; private set; }

    public TaskCompletionSource? Gate { get; set; }

    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        BufferedCalls++;
        await (Gate?.Task ?? Task.CompletedTask);
        if (!Entries.TryGetValue(key, out var value))
        {
            return false;
        }

        foreach (var part in value.Chunk(Math.Min(piece, Math.Max(1, value.Length))))
        {
            destination.Write(part);
        }

        return true;
    }

    public async ValueTask SetAsync(
        string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        BufferedCalls++;
        await (Gate?.Task ?? Task.CompletedTask);
        Entries[key] = value.ToArray();
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Entries.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public bool TryGet(string key, IBufferWriter<byte> destination) => throw new NotSupportedException();

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public byte[]? Get(string key) => throw new NotSupportedException();

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        throw new NotSupportedException();

    public void Refresh(string key) => throw new NotSupportedException();

    public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

    public void Remove(string key) => throw new NotSupportedException();
}
