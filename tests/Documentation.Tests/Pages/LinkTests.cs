using System.Text.RegularExpressions;

namespace Documentation.Tests.Pages;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => ["README.md", .. Page.Names.Select(static name => $"docs/{name}.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        var links = Link().Matches(Repository.Read(page)).Select(static match => match.Groups[1].Value)
            .Where(static link => !link.StartsWith("http", StringComparison.Ordinal));

        links.Where(link => !Leads(page, folder, link)).Should().BeEmpty();
    }

    [Fact]
    public void The_index_leads_to_every_page() =>
        Page.Names.Where(static name => name != "README" && !Repository.Read("docs/README.md").Contains($"]({name}.md)", StringComparison.Ordinal))
            .Should().BeEmpty();

    [Fact]
    public void The_readme_leads_to_the_index() => Repository.Read("README.md").Contains("](docs/README.md)", StringComparison.Ordinal).Should().BeTrue();

    private static bool Leads(string page, string folder, string link)
    {
        var (path, anchor) = link.Split('#') is [var first, var second] ? (first, second) : (link, "");
        var target = path.Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, path)));
        return File.Exists(Path.Combine(Repository.Root, target)) && (anchor.Length == 0 || Anchors(Repository.Read(target)).Contains(anchor));
    }

    /// <summary>As readers of Markdown make them of headings: lower case, punctuation gone, hyphens for spaces.</summary>
    private static IEnumerable<string> Anchors(string markdown) =>
        Heading().Matches(markdown).Select(static match => Punctuation().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("(?m)^#+ (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
