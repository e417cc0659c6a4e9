namespace PromptCaching.Storage.Files;

/// <summary>Which files go, by what the directory says of them.</summary>
internal static class CleanUpPlan
{
    /// <summary>A file that has not been finished for so long never will be.</summary>
    public static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);

    /// <summary>The part of the limit that may be written before the next cleanup, so each one leaves as much free.</summary>
    public const int PartsOfLimit = 10;

    public static bool IsTooOld(FoundFile file, TimeSpan maxAge, DateTimeOffset now) =>
        now - file.WrittenAt >= (file.IsUnfinished ? LongestWrite : maxAge);

    /// <summary>Gives the oldest files beyond nine tenths of the limit; what is being written counts, but is not ours to remove.</summary>
    public static IEnumerable<FoundFile> Surplus(IReadOnlyCollection<FoundFile> files, long maxBytes)
    {
        var excess = files.Sum(static file => file.Bytes) - (maxBytes - (maxBytes / PartsOfLimit));
        if (excess <= 0)
        {
            yield break;
        }

        foreach (var file in files.Where(static file => !file.IsUnfinished).OrderBy(static file => file.WrittenAt))
        {
            if (excess <= 0)
            {
                yield break;
            }

            excess -= file.Bytes;
            yield return file;
        }
    }
}
