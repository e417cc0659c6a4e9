using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

/// <summary>White space that says nothing makes no other question, where that is wanted; the rest of a prompt counts to the last blank.</summary>
public sealed class PromptWhitespaceTests
{
    [Theory]
    [InlineData("a b", "a b")]
    [InlineData("a  \t b  ", "a b")]
    [InlineData("a\r\nb\r\n", "a\nb")]
    [InlineData("\n\n a", " a")]
    [InlineData("\n\na\n\n\n\nb\n\n", "a\n\nb")]
    [InlineData("a\n \t \n\nb", "a\n\nb")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("a\n\nb", "a\n\nb")]
    [InlineData("", "")]
    [InlineData(" \r\n\t", "")]
    [InlineData("if x:\n    y  =  1  \n\tz", "if x:\n    y  =  1\n\tz")]
    [InlineData("a  b\n```\nc  d  \n\n\n```\ne  f", "a b\n```\nc  d  \n\n\n```\ne f")]
    [InlineData("~~~\nc  d\n~~~\ne  f  ", "~~~\nc  d\n~~~\ne f")]
    [InlineData("```\r\nc  d\r\n```\r\n", "```\r\nc  d\r\n```")]
    [InlineData("a\tb\t\tc", "a b c")]
    [InlineData("`a`  b  ``c``", "`a` b ``c``")]
    [InlineData("```\nx\n```\n\n\na", "```\nx\n```\n\na")]
    [InlineData("```\nx\n```\t \n", "```\nx\n```")]
    [InlineData("```\nx \t\n\n", "```\nx \t\n\n")]
    [InlineData("```\nx\n```python\n\n", "```\nx\n```python\n\n")]
    [InlineData("```\nx\n``` y ```\n  \n", "```\nx\n``` y ```\n  \n")]
    [InlineData("ä  ö\u00a0 ü", "ä ö\u00a0 ü")]
    public void Blanks_and_empty_lines_that_say_nothing_go(string text, string expected) => Normalized(text).Should().Be(expected);

    [Theory]
    [InlineData("```\na  b\n```")]
    [InlineData("````\n```\na  b\n```\n````")]
    [InlineData("````\n```\nx\n```\na  b\n````")]
    [InlineData("```\nx\n```python\na  b\n```")]
    [InlineData("~~~\n```\n~~~\n```\na  b\n```")]
    [InlineData("    ```\n```\na  b\n```")]
    [InlineData("> ```\n> a  b\n> ```")]
    [InlineData("- ```\n  x\n  ```\n- ```\na  b\n  ```")]
    [InlineData("Complete this:\n```python\nprint('a  b")]
    [InlineData("See ```x```.\n```\na  b")]
    [InlineData("```\nx\n```\nand\n```\na  b")]
    public void Blanks_in_code_count_however_it_is_fenced(string text) =>
        Normalized(text).Should().NotBe(Normalized(text.Replace("a  b", "a b", StringComparison.Ordinal)));

    [Theory]
    [InlineData("What is  2 + 2?  \\r\\n", true)]
    [InlineData("What is\\n2 + 2?", false)]
    [InlineData("  What is 2 + 2?", false)]
    [InlineData("What is 2 +2?", false)]
    public async Task Prompts_that_differ_in_idle_white_space_are_one_question_and_are_sent_as_written(string prompt, bool isSame)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.NormalizeWhitespace = true);
        var written = Questions.Json.Replace("What is 2 + 2?", prompt, StringComparison.Ordinal);
        await chain.AskAsync(written);
        chain.Emulator.Calls[^1].Body.Span.Utf8().Should().Contain(prompt);

        (await chain.AskAsync(Questions.Json)).IsHit.Should().Be(isSame);
    }

    [Theory]
    [InlineData("""{"system":"a  b","messages":[{"role":"user","content":"x"}]}""", true)]
    [InlineData("""{"system":[{"type":"text","text":"a  b"}],"messages":[{"role":"user","content":"x"}]}""", true)]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"a  b"}]}]}""", true)]
    [InlineData("""{"tools":[{"name":"t","description":"a  b","input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"x"}]}""", false)]
    [InlineData("""{"stop_sequences":["a  b"],"messages":[{"role":"user","content":"x"}]}""", false)]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","data":"a  b"}}]}]}""", false)]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"i","name":"t","input":{"text":"a  b"}}]}]}""", false)]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"i","content":"a  b"}]}]}""", false)]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"i","content":[{"type":"text","text":"a  b"}]}]}]}""", false)]
    public void Only_what_people_write_for_the_model_is_normalised(string body, bool isSame) =>
        (Canonical(body, true) == Canonical(body.Replace("a  b", "a b", StringComparison.Ordinal), true)).Should().Be(isSame);

    [Fact]
    public void Nothing_is_unless_it_is_wanted() =>
        Canonical("""{"system":"a  b"}""", false).Should().NotBe(Canonical("""{"system":"a b"}""", false));

    private static string Normalized(string text)
    {
        var bytes = text.Utf8();
        return bytes.AsSpan(0, PromptWhitespace.Normalize(bytes)).ToArray().Utf8();
    }

    private static string Canonical(string body, bool normalizes)
    {
        var output = new CanonicalBuffer(256);
        try
        {
            CanonicalBody.TryWrite(body.Utf8(), normalizes, ref output, out _).Should().NotBeNull();
            return Convert.ToHexString(output.Written);
        }
        finally
        {
            output.Dispose();
        }
    }
}
