namespace QuickStart.Tests;

public sealed class ParagraphTests
{
    private readonly StringWriter _screen = new() { NewLine = "\n" };

    [Fact]
    public void A_word_is_shown_as_soon_as_it_is_whole()
    {
        var paragraph = new Paragraph(_screen, 2);

        paragraph.Write("Half a wo");
        _screen.ToString().Should().Be("  Half a");

        paragraph.Write("rd\n\n more");
        paragraph.End();
        _screen.ToString().Should().Be("  Half a word more\n");
    }

    [Fact]
    public void Lines_break_between_words_and_a_word_that_fits_no_line_is_cut()
    {
        var paragraph = new Paragraph(_screen, 3);

        paragraph.Write($"{new string('a', 60)} {new string('b', 60)} {new string('c', 250)}");
        paragraph.End();

        var lines = _screen.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().OnlyContain(line => line.Length <= Screen.Width && line.StartsWith("   "));
        lines.Select(static line => line[^1]).Should().Equal('a', 'b', 'c', 'c', 'c');
    }
}
