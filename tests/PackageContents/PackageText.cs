using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace PackageContents;

/// <summary>What a package tells those who install it, as text that can be approved: everything but its version and its commit.</summary>
internal sealed record PackageText(string Name, string Text)
{
    public static PackageText Read(string path)
    {
        using var package = ZipFile.OpenRead(path);
        var metadata = Metadata(package);
        var name = Value(metadata, "id") ?? throw new InvalidDataException($"{path} has no id.");
        var text = new StringBuilder();
        foreach (var (label, value) in Facts(metadata))
        {
            text.Append(label).Append(": ").Append(value ?? "none").Append('\n');
        }

        var version = Value(metadata, "version")!;
        Append(text, "dependencies", Dependencies(metadata, version));
        Append(text, "files", Files(package));
        Append(text, "symbols", Symbols(Path.ChangeExtension(path, ".snupkg")));
        return new(name, text.ToString());
    }

    private static XElement Metadata(ZipArchive package)
    {
        using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return Children(XDocument.Load(stream).Root!, "metadata").Single();
    }

    private static IEnumerable<(string Label, string? Value)> Facts(XElement metadata)
    {
        yield return ("id", Value(metadata, "id"));
        yield return ("description", Value(metadata, "description"));
        yield return ("authors", Value(metadata, "authors"));
        yield return ("license", Children(metadata, "license").Select(license => $"{license.Value} ({license.Attribute("type")?.Value})").SingleOrDefault());
        yield return ("readme", Value(metadata, "readme"));
        yield return ("icon", Value(metadata, "icon"));
        yield return ("tags", Value(metadata, "tags"));
        yield return ("repository", Children(metadata, "repository").Select(Repository).SingleOrDefault());
    }

    // A repository that says where it is must say it to everyone: the path of a machine is nobody's business.
    private static string Repository(XElement repository)
    {
        var url = repository.Attribute("url")?.Value;
        var place = url is null || url.StartsWith("https://", StringComparison.Ordinal) ? "" : " at " + url;
        var commit = repository.Attribute("commit")?.Value is { Length: 40 } ? "with its commit" : "without a commit";
        return $"{repository.Attribute("type")?.Value}{place} {commit}";
    }

    private static IEnumerable<string> Dependencies(XElement metadata, string version) =>
        from section in new[] { "dependencies", "frameworkReferences" }
        from all in Children(metadata, section)
        from framework in Children(all, "group")
        from one in framework.Elements()
        let wanted = one.Attribute("version")?.Value
        select $"{framework.Attribute("targetFramework")?.Value}: " + (one.Attribute("id") is { } id
            ? $"{id.Value} {(wanted == version ? "of the same version" : wanted)}"
            : $"the framework {one.Attribute("name")?.Value}");

    private static IEnumerable<string> Files(ZipArchive package) =>
        from entry in package.Entries
        where !entry.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !entry.FullName.StartsWith("package/", StringComparison.Ordinal)
        where entry.FullName is not "[Content_Types].xml" && !entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)
        orderby entry.FullName
        select ShownFile.Describe(entry);

    private static IEnumerable<string> Symbols(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var symbols = ZipFile.OpenRead(path);
        return [.. symbols.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".pdb", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(title).Append(":\n");
        foreach (var line in lines)
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }

    private static string? Value(XElement metadata, string name) => Children(metadata, name).SingleOrDefault()?.Value;

    // The namespace of a manifest is that of the version of the tool that wrote it.
    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);
}
