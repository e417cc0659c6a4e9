using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Tests.Sanitising;

/// <summary>Code is left alone only where every renderer of Markdown shows it as code.</summary>
public sealed class MarkdownFormatTests
{
    private const string Live = "<img src=x onerror=alert(1)>";
    private readonly HtmlSanitiser _markdown = new(new SanitisingOptions { Format = AnswerFormat.Markdown });

    [Theory]
    [InlineData("Do it so:\n```html\n<script>alert(1)</script>\n```\nDone.")]
    [InlineData("~~~\n<script>alert(1)</script>\n~~~")]
    [InlineData("````\n```\n<script>alert(1)</script>\n````\n")]
    [InlineData("Use the `<script>` tag and ``<a href=\"javascript:`x`\">``.")]
    [InlineData("```\n<script>alert(1)")]
    [InlineData("A <b>bold</b> word.\n\n```html\n<script>alert(1)</script>\n```\n")]
    public void Code_stays_as_it_is(string text) => _markdown.Sanitise(text).Text.Should().BeSameAs(text);

    [Theory]
    [InlineData("Do it so:\n```html\n<script>alert(1)</script>\n```\nDone.")]
    [InlineData("Use the `<script>` tag.")]
    public void Without_a_renderer_there_is_no_code(string text) => new HtmlSanitiser().Sanitise(text).IsHarmless.Should().BeFalse();

    [Fact]
    public void Prose_beside_code_is_sanitised() =>
        _markdown.Sanitise("A<b onclick=x>x</b>b\n\n```html\n<script>x</script>\n```\n\nand `<script>`" + Live).Text
            .Should().Be("A<b>x</b>b\n\n```html\n<script>x</script>\n```\n\nand `<script>`<img src=\"x\">");

    [Theory]
    [InlineData("<div>\n```\n" + Live + "\n```\n</div>", "a block of HTML does not end before an empty line")]
    [InlineData("<!--\n\n```\n-->" + Live + "\n```\n", "a comment goes on over empty lines")]
    [InlineData("<div title='\n\n```\n'>" + Live + "\n```\n", "a tag that is open takes the code in")]
    [InlineData("- a\n  ```\n" + Live + "\n  ```\n", "the fence ends with the list")]
    [InlineData("> ```\n" + Live + "\n> ```\n", "the fence ends with the quotation")]
    [InlineData("  ```\nx\n```\n" + Live + "\n```\n", "an indented fence is one")]
    [InlineData("```\nx\n  ```\n" + Live + "\n```\n", "an indented line ends a fence")]
    [InlineData("a ` b\n`" + Live + "`\n", "a mark finds its partner in the next line")]
    [InlineData("a \\`" + Live + "`", "the mark is escaped")]
    [InlineData("| ` | " + Live + " | ` |", "a span does not cross cells")]
    [InlineData("<a title=\"`\">" + Live + "`", "markup goes before a span that begins within it")]
    [InlineData("``a`" + Live + "` `` ` " + Live, "a mark is left without its partner")]
    [InlineData("``` `\n" + Live + "\n```", "a fence has no marks behind it")]
    [InlineData("~~~\nx\n~~~ y\n~~~\n" + Live, "a fence that ends has nothing behind it")]
    public void What_a_renderer_could_read_as_markup_is_sanitised(string text, string because) =>
        _markdown.Sanitise(text).Text.Should().NotContain(Live, because);
}
