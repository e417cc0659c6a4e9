using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Storage;

/// <summary>A store in a directory that survives restarts: one file an entry, written whole or not at all.</summary>
/// <remarks>File names are hashes of keys; what is in the files is sealed by the region above.</remarks>
internal sealed class FileDistributedCache(string directory, TimeProvider time) : IDistributedCache
{
    private const string Extension = ".entry";
    private const int HeaderLength = sizeof(long);
    private const int WritesBetweenSweeps = 256;
    private static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);
    private int _writes = -1;

    public byte[]? Get(string key) => throw Synchronous();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw Synchronous();

    public void Remove(string key) => throw Synchronous();

    public void Refresh(string key) => throw Synchronous();

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = await File.ReadAllBytesAsync(path, token).ConfigureAwait(false);
        return bytes.Length >= HeaderLength && !IsExpired(bytes) ? bytes[HeaderLength..] : null;
    }

    public async Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        var expiresAt = options.AbsoluteExpiration
            ?? time.GetUtcNow() + (options.AbsoluteExpirationRelativeToNow
                ?? throw new ArgumentException("Every entry needs an absolute expiration.", nameof(options)));
        Directory.CreateDirectory(directory);
        var bytes = new byte[HeaderLength + value.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, expiresAt.UtcTicks);
        value.CopyTo(bytes, HeaderLength);

        // A reader sees the old file or the new one, never half of either.
        var path = PathOf(key);
        var unfinished = path + "." + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        await WriteAsync(unfinished, bytes, token).ConfigureAwait(false);
        File.Move(unfinished, path, overwrite: true);
        if (Interlocked.Increment(ref _writes) % WritesBetweenSweeps == 0)
        {
            Sweep();
        }
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    /// <summary>Does nothing: entries expire at a fixed time.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    /// <summary>Answers are nobody else's to read.</summary>
    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private static NotSupportedException Synchronous() => new("The directory store is asynchronous only.");

    /// <summary>Deletes what has expired, and what writers left behind that ended in the middle.</summary>
    /// <remarks>Other processes sweep too: a file may go at any moment.</remarks>
    private void Sweep()
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Extension + "*"))
        {
            try
            {
                if (path.EndsWith(Extension, StringComparison.Ordinal) ? HoldsNothing(path) : IsAbandoned(path))
                {
                    File.Delete(path);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Gone already, or somebody else's: not worth the entry that was just written.
                continue;
            }
        }
    }

    private bool HoldsNothing(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || IsExpired(header);
    }

    private bool IsAbandoned(string path) => File.GetLastWriteTimeUtc(path) < time.GetUtcNow().UtcDateTime - LongestWrite;

    private bool IsExpired(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt64BigEndian(entry) <= time.GetUtcNow().UtcTicks;

    private string PathOf(string key) => Path.Combine(directory, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + Extension);
}
