using System.Runtime.InteropServices;

namespace PromptCaching.Storage.Files;

/// <summary>The work over all files of a directory: a listing, and one short read for each entry.</summary>
internal sealed class DirectoryWalk(EntryDirectory directory)
{
    private const int ShownBytes = 1024;
    private const int UsualHead = 2048;

    /// <summary>Removes what expired, what is too old, what nobody can read or will finish, and the oldest beyond the limit.</summary>
    public CacheStoreUsage CleanUp(TimeSpan maxAge, long maxBytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = new List<FoundFile>();
        var removed = default(CacheStoreUsage);
        foreach (var file in directory.Files())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (CleanUpPlan.IsTooOld(file, maxAge, now) || (!file.IsUnfinished && HoldsNothing(file, now)))
            {
                removed = Remove(file.Path, file.Bytes, removed);
            }
            else
            {
                kept.Add(file);
            }
        }

        foreach (var file in CleanUpPlan.Surplus(kept, maxBytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            removed = Remove(file.Path, file.Bytes, removed);
        }

        return removed;
    }

    public CacheStoreUsage Measure(string keyPrefix, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = default(CacheStoreUsage);
        foreach (var entry in Entries(keyPrefix, now, cancellationToken))
        {
            found = Plus(found, entry.Length);
        }

        return found;
    }

    /// <remarks>An entry that is written anew between the look at it and its removal goes too: a miss, as if it had been removed later.</remarks>
    public CacheStoreUsage Remove(
        string keyPrefix, Func<string, ReadOnlyMemory<byte>, bool> isDead, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var removed = default(CacheStoreUsage);
        foreach (var entry in Entries(keyPrefix, now, cancellationToken))
        {
            removed = isDead(entry.Key, entry.Start) ? Remove(entry.Path, entry.Length, removed) : removed;
        }

        return removed;
    }

    private static CacheStoreUsage Remove(string path, long bytes, CacheStoreUsage before) =>
        EntryDirectory.TryDelete(path) ? Plus(before, bytes) : before;

    private static CacheStoreUsage Plus(CacheStoreUsage usage, long bytes) => new(usage.Entries + 1, usage.Bytes + bytes);

    /// <summary>Whether it expired or has another layout. One that is gone or may not be read says nothing, and is left to others.</summary>
    private static bool HoldsNothing(FoundFile file, DateTimeOffset now)
    {
        Span<byte> start = stackalloc byte[FileHeader.Length];
        return ReadStart(file, start) is { } read && (FileHeader.TryRead(start[..read], file.Bytes) is not { } header || header.IsExpired(now));
    }

    private static int? ReadStart(FoundFile file, Span<byte> start)
    {
        try
        {
            using var handle = EntryDirectory.TryOpen(file.Path, FileOptions.None);
            return handle is null ? null : RandomAccess.Read(handle, start, 0);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IEnumerable<(string Path, string Key, int Length, ReadOnlyMemory<byte> Start)> Entries(
        string keyPrefix, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var start = new byte[UsualHead];
        foreach (var file in directory.Files().Where(static file => !file.IsUnfinished))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = ReadStart(file, start);
            if (read is null || FileHeader.TryRead(start, file.Bytes) is not { } header || header.IsExpired(now))
            {
                continue;
            }

            var wanted = header.ValueAt + Math.Min(header.ValueLength, ShownBytes);
            if (wanted > start.Length)
            {
                start = new byte[wanted];
                read = ReadStart(file, start);
            }

            if (read >= wanted && KeyIn(start, header) is var key && key.StartsWith(keyPrefix, StringComparison.Ordinal))
            {
                yield return (file.Path, key, header.ValueLength, start.AsMemory(header.ValueAt..wanted));
            }
        }
    }

    private static string KeyIn(byte[] start, FileHeader header) => new(MemoryMarshal.Cast<byte, char>(start.AsSpan(FileHeader.Length, header.KeyLength)));
}
