namespace PromptCaching.Chaos;

/// <summary>The folder <c>shared</c> beside the repository, which holds recorded exchanges and is not part of it.</summary>
internal static class SharedFolder
{
    /// <summary>Gets the folder of recorded exchanges; null where it is absent.</summary>
    public static string? Exchanges { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PromptCaching.sln")))
        {
            folder = folder.Parent;
        }

        var exchanges = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data", "exchanges") : null;
        return Directory.Exists(exchanges) ? exchanges : null;
    }
}
