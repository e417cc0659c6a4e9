namespace PromptCaching.Storage.Files;

/// <summary>Controls where a <see cref="FileDistributedCache"/> keeps its files and how much of them.</summary>
public sealed class FileDistributedCacheOptions
{
    /// <summary>Gets or sets the directory; made at the first write, for its owner only, when it is not there.</summary>
    /// <value>The default is an empty text, with which no store can be made: it must be set.</value>
    /// <remarks>Several processes may use one directory. Files in it that are not the store's own are left alone.</remarks>
    public string Directory { get; set; } = "";

    /// <summary>Gets or sets how long after its last write an entry goes, whatever expiry it was given.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets how much the files may take, in bytes.</summary>
    /// <value>The default is 524,288,000 (500 MB).</value>
    /// <remarks>
    /// Kept by cleanups, not at every write: a cleanup removes the oldest until nine tenths are left, and is due again when this process has
    /// written a tenth. Several processes that write much between two cleanups can go over it for that long.
    /// </remarks>
    public long MaxBytes { get; set; } = 500L * 1024 * 1024;

    /// <summary>Gets or sets how often the directory is cleaned up.</summary>
    /// <value>The default is 1 hour. Of the processes that use a directory, one at a time does it.</value>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);
}
