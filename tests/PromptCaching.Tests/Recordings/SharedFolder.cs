namespace PromptCaching.Tests.Recordings;

/// <summary>The folder <c>shared</c> beside the repository, which holds recorded exchanges and is not part of it.</summary>
internal static class SharedFolder
{
    public static string? Path { get; } = Find();

    public static string? Exchanges => Path is null ? null : System.IO.Path.Combine(Path, "data", "exchanges");

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PromptCaching.sln")))
        {
            folder = folder.Parent;
        }

        var shared = folder?.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared") : null;
        return Directory.Exists(shared) ? shared : null;
    }
}
