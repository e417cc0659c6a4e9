using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>Keeps everything for ever, and says of one key what it is told to say.</summary>
internal class LyingStore : IDistributedCache
{
    private readonly Dictionary<string, byte[]> _values = [];
    private string? _liedAbout;
    private byte[] _told = [];

    /// <summary>Gets the key that was written last.</summary>
    public string LastKey { get; private set; } = "";

    public byte[] this[string key] => _values[key];

    /// <summary>From now on returns this for the key.</summary>
    public void LieAbout(string key, byte[] told) => (_liedAbout, _told) = (key, told);

    public void TellTheTruth() => _liedAbout = null;

    public void Forget(string key) => _values.Remove(key);

    public byte[]? Get(string key) => key == _liedAbout ? _told : _values.GetValueOrDefault(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => (_values[key], LastKey) = (value, key);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => Forget(key);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Forget(key);
        return Task.CompletedTask;
    }
}

/// <summary>The same with rented buffers.</summary>
internal sealed class BufferedLyingStore : LyingStore, IBufferDistributedCache
{
    public bool TryGet(string key, IBufferWriter<byte> destination)
    {
        if (Get(key) is not { } value)
        {
            return false;
        }

        destination.Write(value);
        return true;
    }

    public ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default) =>
        ValueTask.FromResult(TryGet(key, destination));

    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options) => Set(key, value.ToArray(), options);

    public ValueTask SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return ValueTask.CompletedTask;
    }
}
