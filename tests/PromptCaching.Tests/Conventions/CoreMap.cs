using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>Knows where the types of src/PromptCaching live, and so what a file mentions: by using, qualified or bare name.</summary>
internal sealed partial class CoreMap
{
    private readonly HashSet<string> _folders;
    private readonly HashSet<string> _typesByFolder;
    private readonly Dictionary<string, string> _folderOfBareType;

    public CoreMap(IReadOnlyList<SourceFile> files)
    {
        _folders = [.. files.Select(FolderRulesTests.FolderOf), .. Architecture.Folders.Select(rule => rule.Folder)];
        _typesByFolder = [.. from file in files from type in file.Types select $"{FolderRulesTests.FolderOf(file)}.{type}"];
        _folderOfBareType = (from file in files
                             where file.Namespace == "PromptCaching"
                             from type in file.Types
                             select (type, Folder: FolderRulesTests.FolderOf(file)))
            .DistinctBy(pair => pair.type)
            .ToDictionary(pair => pair.type, pair => pair.Folder);
    }

    public IEnumerable<Mention> MentionsIn(SourceFile file)
    {
        var code = NamespaceLine().Replace(file.Code, "");
        foreach (var name in QualifiedName().Matches(code).Select(match => match.Value))
        {
            var absolute = name.StartsWith("PromptCaching.", StringComparison.Ordinal);
            if (Resolve(absolute ? name["PromptCaching.".Length..] : name, absolute) is { } mention)
            {
                yield return mention;
            }
        }

        foreach (var word in BareName().Matches(code).Select(match => match.Value))
        {
            if (_folderOfBareType.TryGetValue(word, out var folder))
            {
                yield return new(folder, word);
            }
        }
    }

    // "Messages.Count" may be a property: a relative name counts only where it leads to a folder below or to a type we know.
    private Mention? Resolve(string name, bool absolute)
    {
        var parts = name.Split('.');
        for (var length = parts.Length; length > 0; length--)
        {
            var folder = string.Join('.', parts[..length]);
            if (_folders.Contains(folder))
            {
                var certain = absolute || length > 1 || _typesByFolder.Contains($"{folder}.{parts.ElementAtOrDefault(length)}");
                return certain ? new(folder) : null;
            }
        }

        return absolute && _folderOfBareType.TryGetValue(parts[0], out var owner) ? new(owner, parts[0]) : null;
    }

    [GeneratedRegex(@"^\s*namespace\s+[\w.]+", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex BareName();
}
