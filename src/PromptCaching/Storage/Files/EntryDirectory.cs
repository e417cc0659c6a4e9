using System.IO.Enumeration;
using Microsoft.Win32.SafeHandles;

namespace PromptCaching.Storage.Files;

/// <summary>A directory of files that are written whole or not at all. Others use it too: any name may vanish at any moment.</summary>
internal sealed class EntryDirectory(string path)
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersDirectory = OwnersFile | UnixFileMode.UserExecute;
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    public string Path { get; } = path;

    /// <summary>Makes a directory for its owner only; one that exists keeps its permissions.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnersDirectory);
        }
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <returns><see langword="null"/> when there is no such file; a miss is usual and costs no exception.</returns>
    public static SafeFileHandle? TryOpen(string file, FileOptions options)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, options);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Opens a new file that only its owner may read.</summary>
    public FileStream CreateFile(string file, FileOptions options) => Open(file, FileMode.CreateNew, options);

    /// <summary>Takes a lock that ends with the process, however that one ends.</summary>
    /// <returns><see langword="null"/> when another has it.</returns>
    public FileStream? TryLock(string file)
    {
        try
        {
            return Open(file, FileMode.OpenOrCreate, FileOptions.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    /// <summary>Lists the entries, and what writers have not finished or left behind.</summary>
    public IEnumerable<FoundFile> Files() => !Directory.Exists(Path) ? [] : new FileSystemEnumerable<FoundFile>(Path, Found, Everything)
    {
        ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && (EntryName.IsEntry(entry.FileName) || EntryName.IsUnfinished(entry.FileName)),
    };

    /// <returns><see langword="false"/> when the file cannot be removed, as one that another program holds.</returns>
    public static bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private FileStream Open(string file, FileMode mode, FileOptions options)
    {
        var how = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, Options = options, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnersFile;
        }

        try
        {
            return new FileStream(file, how);
        }
        catch (DirectoryNotFoundException)
        {
            Create(Path);
            return new FileStream(file, how);
        }
    }

    private static FoundFile Found(ref FileSystemEntry entry) =>
        new(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc, EntryName.IsUnfinished(entry.FileName));
}
