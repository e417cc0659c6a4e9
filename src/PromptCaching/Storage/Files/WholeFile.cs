namespace PromptCaching.Storage.Files;

/// <summary>Writes under a name of its own first, and renames when all is written: a reader sees the old file or the new one.</summary>
/// <remarks>A writer that ends in the middle leaves an unfinished file, which a cleanup removes.</remarks>
internal static class WholeFile
{
    public static void Write(EntryDirectory directory, string path, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateTimeOffset now)
    {
        var unfinished = EntryName.Unfinished(path);
        try
        {
            using (var file = directory.CreateFile(unfinished, FileOptions.None))
            {
                RandomAccess.Write(file.SafeFileHandle, parts, 0);
                File.SetLastWriteTimeUtc(file.SafeFileHandle, now.UtcDateTime);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            EntryDirectory.TryDelete(unfinished);
            throw;
        }
    }

    public static async Task WriteAsync(
        EntryDirectory directory, string path, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unfinished = EntryName.Unfinished(path);
        try
        {
            var file = directory.CreateFile(unfinished, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                await RandomAccess.WriteAsync(file.SafeFileHandle, parts, 0, cancellationToken).ConfigureAwait(false);
                File.SetLastWriteTimeUtc(file.SafeFileHandle, now.UtcDateTime);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            EntryDirectory.TryDelete(unfinished);
            throw;
        }
    }

    /// <summary>Writes a file that must outlive a power loss.</summary>
    public static void WriteDurably(EntryDirectory directory, string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = EntryName.Unfinished(path);
        try
        {
            using (var file = directory.CreateFile(unfinished, FileOptions.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            EntryDirectory.TryDelete(unfinished);
            throw;
        }
    }
}
