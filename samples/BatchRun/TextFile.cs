namespace BatchRun;

/// <summary>Files that the user names.</summary>
internal static class TextFile
{
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Writes a file beside its place and moves it there, so that nobody ever sees half of it.</summary>
    public static async Task ReplaceAsync(string path, Func<StreamWriter, Task> write)
    {
        var draft = path + ".new";
        await using (var writer = new StreamWriter(draft))
        {
            await write(writer);
        }

        File.Move(draft, path, overwrite: true);
    }
}
