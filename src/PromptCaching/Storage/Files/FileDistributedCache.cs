using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PromptCaching.Storage.Files;

/// <summary>A store in a directory that survives restarts and that several processes may share: one file an entry.</summary>
/// <remarks>
/// A file is written whole or not at all, and one that a crash or a power loss has torn is a miss. File names are hashes of keys; the keys and
/// the values stand in the files as they were given, readable by the owner of the process only (on Windows, by whom the directory allows).
/// A sliding expiration counts from the last write: reading does not prolong it, and <see cref="Refresh"/> does nothing.
/// </remarks>
public sealed class FileDistributedCache : IBufferDistributedCache, ICacheStoreMaintenance, IDisposable
{
    private readonly Func<FileDistributedCacheOptions> _options;
    private readonly TimeProvider _time;
    private readonly EntryDirectory _directory;
    private readonly CleanUpStamp _stamp;
    private readonly CleanUpTimer _cleanUps;

    /// <summary>Initializes a new instance of the <see cref="FileDistributedCache"/> class, which cleans its directory up until it is disposed.</summary>
    /// <param name="options">Where and how much; the limits are read anew at every use.</param>
    /// <param name="timeProvider">The clock; the default is <see cref="TimeProvider.System"/>.</param>
    /// <param name="logger">Is told of cleanups and what goes wrong with them; the default is nobody.</param>
    /// <exception cref="ArgumentException">There is no directory, or a limit is not above zero.</exception>
    public FileDistributedCache(
        FileDistributedCacheOptions options, TimeProvider? timeProvider = null, ILogger<FileDistributedCache>? logger = null)
        : this(Checked(options), timeProvider ?? TimeProvider.System, logger ?? NullLogger<FileDistributedCache>.Instance)
    {
    }

    internal FileDistributedCache(Func<FileDistributedCacheOptions> options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _directory = new EntryDirectory(Path.GetFullPath(options().Directory));
        _stamp = new CleanUpStamp(_directory, time);
        _cleanUps = new CleanUpTimer(options, _stamp, CleanUp, time, logger);
    }

    /// <inheritdoc/>
    public byte[]? Get(string key)
    {
        using var file = Read(key);
        return ValueIn(file, key)?.ToArray();
    }

    /// <inheritdoc/>
    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        using var file = await ReadAsync(key, token).ConfigureAwait(false);
        return ValueIn(file, key)?.ToArray();
    }

    /// <inheritdoc/>
    public bool TryGet(string key, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var file = Read(key);
        return TryCopy(ValueIn(file, key), destination);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryGetAsync(string key, IBufferWriter<byte> destination, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var file = await ReadAsync(key, token).ConfigureAwait(false);
        return TryCopy(ValueIn(file, key), destination);
    }

    /// <inheritdoc/>
    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => Set(key, Whole(value), options);

    /// <inheritdoc/>
    public void Set(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options)
    {
        var (path, parts, now) = Prepare(key, value, options);
        WholeFile.Write(_directory, path, parts, now);
        Wrote(parts);
    }

    /// <inheritdoc/>
    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        SetAsync(key, Whole(value), options, token).AsTask();

    /// <inheritdoc/>
    public async ValueTask SetAsync(string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        var (path, parts, now) = Prepare(key, value, options);
        await WholeFile.WriteAsync(_directory, path, parts, now, token).ConfigureAwait(false);
        Wrote(parts);
    }

    /// <inheritdoc/>
    public void Remove(string key)
    {
        if (PathOf(key) is var path && File.Exists(path))
        {
            File.Delete(path);
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        Remove(key);
        return Task.CompletedTask;
    }

    /// <summary>Does nothing: entries end at a time that is fixed when they are written.</summary>
    /// <param name="key">The key.</param>
    public void Refresh(string key) => ArgumentNullException.ThrowIfNull(key);

    /// <summary>Does nothing: entries end at a time that is fixed when they are written.</summary>
    /// <param name="key">The key.</param>
    /// <param name="token">Not needed.</param>
    /// <returns>A finished task.</returns>
    public Task RefreshAsync(string key, CancellationToken token = default)
    {
        Refresh(key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<CacheStoreUsage> MeasureAsync(string keyPrefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyPrefix);
        return WalkAsync(walk => walk.Measure(keyPrefix, _time.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<CacheStoreUsage> RemoveAsync(
        string keyPrefix, Func<string, ReadOnlyMemory<byte>, bool> isDead, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyPrefix);
        ArgumentNullException.ThrowIfNull(isDead);
        return WalkAsync(walk => walk.Remove(keyPrefix, isDead, _time.GetUtcNow(), cancellationToken), cancellationToken);
    }

    /// <summary>Removes what expired, is too old, cannot be read or will not be finished, and the oldest of what is more than the limit.</summary>
    /// <param name="cancellationToken">Stops the work; what was removed until then stays removed.</param>
    /// <returns>How many files were removed, and how many bytes they took on the disk.</returns>
    public ValueTask<CacheStoreUsage> CleanUpAsync(CancellationToken cancellationToken = default) =>
        new(Task.Run(() => CleanUp(cancellationToken), cancellationToken));

    /// <summary>Ends the cleanups; the files stay.</summary>
    public void Dispose() => _cleanUps.Dispose();

    /// <summary>Gets the 32 random bytes that all processes of this directory share.</summary>
    /// <exception cref="InvalidDataException">Their file is torn or foreign; the message says what to do.</exception>
    internal byte[] GetSecret() => DirectorySecret.Get(_directory);

    private static Func<FileDistributedCacheOptions> Checked(FileDistributedCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Directory);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxAge, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxBytes, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.CleanupInterval, TimeSpan.Zero);
        return () => options;
    }

    private static bool TryCopy(ReadOnlyMemory<byte>? value, IBufferWriter<byte> destination)
    {
        if (value is { } found)
        {
            destination.Write(found.Span);
        }

        return value is not null;
    }

    private RentedFile? Read(string key)
    {
        using var file = EntryDirectory.TryOpen(PathOf(key), FileOptions.None);
        return file is null ? null : RentedFile.Read(file);
    }

    private async ValueTask<RentedFile?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var file = EntryDirectory.TryOpen(PathOf(key), FileOptions.Asynchronous);
        return file is null ? null : await RentedFile.ReadAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte>? ValueIn(RentedFile? file, string key) =>
        file is null ? null : EntryLayout.TryRead(file.Bytes, key, _time.GetUtcNow());

    private static ReadOnlySequence<byte> Whole(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ReadOnlySequence<byte>(value);
    }

    private (string Path, IReadOnlyList<ReadOnlyMemory<byte>> Parts, DateTimeOffset Now) Prepare(
        string key, ReadOnlySequence<byte> value, DistributedCacheEntryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var now = _time.GetUtcNow();
        return (PathOf(key), EntryLayout.Write(key, value, EntryExpiry.Of(options, _options().MaxAge, now)), now);
    }

    private void Wrote(IReadOnlyList<ReadOnlyMemory<byte>> parts) => _cleanUps.Wrote(parts.Sum(static part => (long)part.Length));

    private CacheStoreUsage CleanUp(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(_directory.Path))
        {
            return default;
        }

        var limits = _options();
        _stamp.Renew();
        return new DirectoryWalk(_directory).CleanUp(limits.MaxAge, limits.MaxBytes, _time.GetUtcNow(), cancellationToken);
    }

    private ValueTask<CacheStoreUsage> WalkAsync(Func<DirectoryWalk, CacheStoreUsage> work, CancellationToken cancellationToken) =>
        new(Task.Run(() => work(new DirectoryWalk(_directory)), cancellationToken));

    private string PathOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _directory.PathOf(EntryName.Of(key));
    }
}
