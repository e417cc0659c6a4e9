using System.Text;
using CostExplorer.Workloads;

namespace CostExplorer.Tests.Workloads;

public sealed class JsonLinesTests
{
    [Fact]
    public void Blank_lines_count_and_are_not_read() =>
        Read("\uFEFFone\r\n\n  two \nthree").Should().Equal((1L, "one"), (3L, "two"), (4L, "three"));

    [Fact]
    public void A_line_longer_than_the_buffer_is_whole()
    {
        var line = new string('x', 3_000_000);

        Read($"{line}\n{line}").Should().Equal((1L, line), (2L, line));
    }

    [Fact]
    public void A_file_without_a_line_has_none() => Read("").Should().BeEmpty();

    private static List<(long, string)> Read(string text) =>
        [.. new JsonLines(new MemoryStream(Encoding.UTF8.GetBytes(text))).Read().Select(static line => (line.Number, Encoding.UTF8.GetString(line.Text.Span)))];
}
