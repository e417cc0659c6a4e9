using System.Reflection;

namespace PromptCaching.Prompts;

/// <summary>Templates by name and version. It never changes.</summary>
public sealed class PromptLibrary
{
    private const string Extension = ".prompt.md";
    private readonly SortedList<string, SortedList<string, PromptTemplate>> _byName = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="PromptLibrary"/> class.</summary>
    /// <param name="templates">The templates.</param>
    /// <exception cref="ArgumentException">Two of them have the same name and version.</exception>
    public PromptLibrary(params PromptTemplate[] templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        foreach (var template in templates)
        {
            if (!_byName.TryGetValue(template.Name, out var versions))
            {
                _byName.Add(template.Name, versions = new SortedList<string, PromptTemplate>(VersionOrder.Ascending));
            }

            if (!versions.TryAdd(template.Version, template))
            {
                throw new ArgumentException($"The template {template} is there twice: give one of them another version.", nameof(templates));
            }
        }
    }

    /// <summary>Gets all templates, by name and then by version.</summary>
    public IReadOnlyList<PromptTemplate> Templates => [.. _byName.Values.SelectMany(static versions => versions.Values)];

    /// <summary>Reads all files of a directory and those below it whose names end in <c>.prompt.md</c>.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The library of them.</returns>
    /// <exception cref="FormatException">A file is no template; the message names file and line, and says what to do.</exception>
    /// <exception cref="ArgumentException">Two of them have the same name and version.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public static PromptLibrary FromDirectory(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var files = Directory.EnumerateFiles(directory, $"*{Extension}", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return new PromptLibrary([.. files.Select(static file => PromptTemplate.Parse(File.ReadAllText(file), file))]);
    }

    /// <summary>Reads all embedded resources of an assembly whose names end in <c>.prompt.md</c>.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="prefix">What their names begin with.</param>
    /// <returns>The library of them.</returns>
    /// <exception cref="FormatException">A resource is no template; the message names resource and line, and says what to do.</exception>
    /// <exception cref="ArgumentException">Two of them have the same name and version.</exception>
    public static PromptLibrary FromResources(Assembly assembly, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentNullException.ThrowIfNull(prefix);
        var names = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        return new PromptLibrary([.. names.Select(name => PromptTemplate.Parse(Text(assembly, name), name))]);
    }

    /// <summary>Adds templates.</summary>
    /// <param name="templates">The templates.</param>
    /// <returns>A library that has them, too; this one stays as it was.</returns>
    /// <exception cref="ArgumentException">One of them has the name and version of another.</exception>
    public PromptLibrary With(params PromptTemplate[] templates)
    {
        ArgumentNullException.ThrowIfNull(templates);
        return new PromptLibrary([.. Templates, .. templates]);
    }

    /// <summary>Finds a template.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version; <see langword="null"/> for the highest: 10 is above 9, and 1.10 above 1.9.</param>
    /// <returns>The template.</returns>
    /// <exception cref="KeyNotFoundException">There is none; the message names those that there are.</exception>
    public PromptTemplate Get(string name, string? version = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return !_byName.TryGetValue(name, out var versions)
            ? throw new KeyNotFoundException($"There is no template {name}; there are: {string.Join(", ", _byName.Keys)}.")
            : version is null ? versions.Values[^1]
            : versions.TryGetValue(version, out var template) ? template
            : throw new KeyNotFoundException($"There is no version {version} of {name}; there are: {string.Join(", ", versions.Keys)}.");
    }

    private static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
