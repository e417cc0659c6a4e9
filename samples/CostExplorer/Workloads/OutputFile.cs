namespace CostExplorer.Workloads;

/// <summary>Makes files that the user names.</summary>
internal static class OutputFile
{
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 256 * 1024 });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {failure.Message}");
        }
    }

    /// <exception cref="UsageException">Writing the one would destroy the other while it is read.</exception>
    public static void ThrowIfSame(string input, string output)
    {
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw new UsageException($"{output} is the file that is read; write to another one.");
        }
    }
}
