using System.Globalization;

namespace Documentation.Tests.Pages;

/// <summary>
/// A page of docs/. Its tests take <c>sh</c>, <c>json</c> and <c>text</c> blocks from here, by kind and number, so that what is executed is what is
/// printed; its <c>csharp</c> blocks are compiled in the file of examples beside them.
/// </summary>
internal sealed class Page
{
    private readonly string _markdown;

    private Page(string name)
    {
        Name = name;
        _markdown = Repository.Read("docs/" + name + ".md");
        Blocks = [.. PageBlock.Of(_markdown)];
    }

    /// <summary>Gets the pages, by their files' names without the ending.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public string Name { get; }

    public IReadOnlyList<PageBlock> Blocks { get; }

    /// <summary>Gets the beginning of the names of this page's examples and tests: <c>running-redis</c> has <c>RunningRedisExamples.cs</c>.</summary>
    public string ClassName => string.Concat(Name.Split('-').Select(static word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));

    public static Page Of(string name) => new(name);

    public string Shell(int number) => Take("sh", number);

    public string Json(int number) => Take("json", number);

    public string Output(int number) => Take("text", number);

    /// <summary>Gets the tables whose first heading is the one given: the cells of each row below the headings.</summary>
    public IEnumerable<IReadOnlyList<string[]>> Tables(string firstHeading)
    {
        var lines = _markdown.Split('\n');
        return
            from head in Enumerable.Range(0, lines.Length)
            where lines[head].StartsWith($"| {firstHeading} |", StringComparison.Ordinal)
            select lines.Skip(head + 2).TakeWhile(static line => line.StartsWith('|'))
                .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray()).ToArray();
    }

    private string Take(string kind, int number) => Blocks.Single(block => block.Kind == kind && block.Number == number).Text;
}
