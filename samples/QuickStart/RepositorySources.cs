namespace QuickStart;

/// <summary>The sources of the library in this repository: a real, long text that every clone has.</summary>
internal static class RepositorySources
{
    private const string Solution = "PromptCaching.sln";
    private const int MostCharacters = 150_000;

    /// <exception cref="UsageException">The program runs outside of the repository.</exception>
    public static SourceText Read()
    {
        var root = FindRoot() ?? throw new UsageException(
            $"There is no {Solution} above this program, so it cannot read the repository's sources; name a text with --document and --question.");
        var parts = new List<string>();
        var room = MostCharacters;
        foreach (var path in FilesOf(root))
        {
            var part = $"File {path}\n\n{File.ReadAllText(Path.Combine(root, path))}";
            room -= part.Length;
            if (room < 0)
            {
                break;
            }

            parts.Add(part);
        }

        return new SourceText($"{parts.Count} source files of this repository", parts);
    }

    /// <summary>Sorted, because a directory lists its files in any order, and another order would be another prompt.</summary>
    private static IEnumerable<string> FilesOf(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "src", "PromptCaching"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(static path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string? FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, Solution)))
        {
            directory = directory.Parent;
        }

        return directory?.FullName;
    }
}
