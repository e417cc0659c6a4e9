using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Where the text of a block begins, and how many characters its bytes make.</summary>
public sealed class TextBytesTests
{
    [Theory]
    [InlineData("\"abc\"", 1)]
    [InlineData("", 0)]
    [InlineData("{}", 0)]
    [InlineData("""{"type":"text","text":"abc"}""", 23)]
    [InlineData("""{"text":"abc"}""", 9)]
    [InlineData("""{"text"   :   "abc"}""", 15)]
    [InlineData("{\"text\"\t\r\n:\t\r\n\"abc\"}", 15)]
    [InlineData("""{"type":"text"}""", 0)]
    [InlineData("""{"type":"text" """, 0)]
    [InlineData("""{"a":"text","b":"text"}""", 0)]
    [InlineData("""{"type":"text","title":"t","text":"abc"}""", 35)]
    public void A_text_begins_behind_its_quotation_mark(string block, int start) => TextBytes.Start(block.Utf8()).Should().Be(start);

    [Theory]
    [InlineData("a", 1)]
    [InlineData("\u007F", 1)]
    [InlineData("\u0080", 1)]
    [InlineData("\u07FFa", 2)]
    [InlineData("\u0800a", 2)]
    [InlineData("\uFFFDa", 2)]
    [InlineData("\U00010000a", 3)]
    [InlineData("\U0010FFFFa", 3)]
    [InlineData("\\na", 2)]
    [InlineData("\\\"a", 2)]
    [InlineData("\\u00e9a", 2)]
    [InlineData("\\ud83d\\ude00a", 3)]
    [InlineData("\\\\u0041", 6)]
    public void Characters_are_those_of_a_string_of_dotnet(string text, int characters) => TextBytes.Characters(text.Utf8()).Should().Be(characters);

    [Fact]
    public void A_text_that_was_cut_is_counted_as_far_as_it_goes()
    {
        TextBytes.Characters("ab\\"u8).Should().Be(3);
        TextBytes.Characters("ab\\u00"u8).Should().Be(3);
        TextBytes.Characters([(byte)'a', 0x82, 0xAC, (byte)'b']).Should().Be(2, "the rest of a letter is none");
        TextBytes.Characters([(byte)'a', 0xE2]).Should().Be(2);
    }
}
