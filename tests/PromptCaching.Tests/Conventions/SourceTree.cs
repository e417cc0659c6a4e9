using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>The repository's own source text, as the rules read it.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Under(params string[] folders) =>
    [
        .. from folder in folders.Select(folder => Path.Combine(Root, folder))
           where Directory.Exists(folder)
           from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
           let relative = Path.GetRelativePath(Root, path).Replace('\\', '/')
           where !relative.Split('/').Any(part => part is "bin" or "obj" or "artifacts")
           orderby relative
           select new SourceFile(relative, File.ReadAllText(path)),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PromptCaching.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No PromptCaching.sln above {AppContext.BaseDirectory}.");
    }
}

/// <summary>One file: its path from the root of the repository, with slashes, and its text.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    private readonly Lazy<string> _code = new(() => CodeOnly.Of(Text));

    public string Code => _code.Value;

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public string? Namespace => NamespaceLine().Match(Code) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Gets the names of the types that stand at the left margin, where every type of a file-scoped namespace stands.</summary>
    public IEnumerable<string> Types => TypeLine().Matches(Code).Select(match => match.Groups["name"].Value);

    public int LineOf(int index) => Code.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|unsafe|ref)\s+)*" +
        @"(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+\S+)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
