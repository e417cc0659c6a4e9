namespace PromptCaching.Storage.Files;

/// <summary>An empty file whose time says when a cleanup began, whichever process did it, so that many processes do not do one's work.</summary>
internal sealed class CleanUpStamp(EntryDirectory directory, TimeProvider time)
{
    private const string FileName = ".cleaned";
    private readonly string _path = directory.PathOf(FileName);

    /// <summary>Whether the last cleanup began so long ago; a stamp from a clock that is ahead of ours counts as old.</summary>
    public bool IsOlderThan(TimeSpan age) => Directory.Exists(directory.Path) && Age is var since && (since >= age || since < TimeSpan.Zero);

    private TimeSpan Age => time.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(_path));

    public void Renew()
    {
        if (!File.Exists(_path))
        {
            Create();
        }

        File.SetLastWriteTimeUtc(_path, time.GetUtcNow().UtcDateTime);
    }

    private void Create()
    {
        try
        {
            directory.CreateFile(_path, FileOptions.None).Dispose();
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another process made it at the same time, which is as good.
            return;
        }
    }
}
