using Xunit.Abstractions;

namespace PromptCaching.Tests.Conventions;

/// <summary>Files that fit in one look: none over 300 non-blank lines, half of them under 60; no line over 160 characters.</summary>
public sealed class FileSizeTests(ITestOutputHelper output)
{
    private const int Longest = 300;
    private const int MedianBelow = 60;
    private const int Widest = 160;

    [Fact]
    public void No_file_is_long_and_most_are_short()
    {
        var files = SourceTree.Under("src");
        var sizes = files.Select(Size).Order().ToList();
        output.WriteLine($"{sizes.Count} files, median {Median(sizes)}, 90 % up to {sizes[sizes.Count * 9 / 10]}, longest {sizes[^1]}");

        TooLong(files).Should().BeEmpty();
        Median(sizes).Should().BeLessThan(MedianBelow);
    }

    [Fact]
    public void No_line_is_wide() => TooWide(SourceTree.Under("src")).Should().BeEmpty();

    [Fact]
    public void A_wide_line_is_found() =>
        TooWide([new("Wide.cs", new string('x', Widest) + "\n" + new string('x', Widest + 1))]).Should().Equal($"Wide.cs(2): {Widest + 1} characters");

    [Fact]
    public void A_long_file_is_found_and_blank_lines_do_not_count()
    {
        TooLong([new("Long.cs", string.Concat(Enumerable.Repeat("code();\n", Longest + 1)))]).Should().ContainSingle();
        TooLong([new("Airy.cs", string.Concat(Enumerable.Repeat("code();\n \n", Longest)))]).Should().BeEmpty();
    }

    [Theory]
    [InlineData(2, 1, 2, 9)]
    [InlineData(4, 1, 2, 6, 9)]
    public void The_median_is_the_middle(int median, params int[] sizes) => Median(sizes).Should().Be(median);

    private static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        files.Where(file => Size(file) > Longest).Select(file => $"{file.Path}: {Size(file)} non-blank lines, at most {Longest}");

    private static IEnumerable<string> TooWide(IEnumerable<SourceFile> files) =>
        from file in files
        from line in file.Text.Split('\n').Select((text, index) => (text.TrimEnd('\r').Length, Number: index + 1))
        where line.Length > Widest
        select $"{file.Path}({line.Number}): {line.Length} characters";

    private static int Size(SourceFile file) => file.Text.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));

    private static int Median(IReadOnlyList<int> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
