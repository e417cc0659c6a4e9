using PromptCaching.CacheControl.Linting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>Two blocks are the same, alike, or differ at a place.</summary>
public sealed class BlockComparisonTests
{
    [Theory]
    [InlineData("""{"type":"text","text":"abc"}""", """{"type":"text","text":"abd"}""", "messages.0.content.0.text differs at character 2")]
    [InlineData("""{"type":"text","text":"a"}""", """{"type":"image"}""", "messages.0.content.0 has another value")]
    [InlineData("""{"type":"tool_use","input":{"a":1}}""", """{"type":"tool_use","input":{"a":2}}""", "messages.0.content.0.tool_use.input.a has another value")]
    [InlineData("""{"type":"tool_use","input":{"a":[1]}}""", """{"type":"tool_use","input":{"a":[1,2]}}""", "messages.0.content.0.tool_use.input.a.1 was added")]
    [InlineData("""{"type":"tool_use","input":{"a":[1,2]}}""", """{"type":"tool_use","input":{"a":[1]}}""", "messages.0.content.0.tool_use.input.a.1 is gone")]
    [InlineData("""{"type":"tool_use","input":{"a":[1,2]}}""", """{"type":"tool_use","input":{"a":[1.0,3]}}""", "messages.0.content.0.tool_use.input.a.1 has another value")]
    [InlineData("""{"type":"tool_use","input":{"a":[1,2]}}""", """{"type":"tool_use","input":{"a":[1.0,2.0]}}""", "messages.0.content.0.tool_use.input.a.0 is the same number in another spelling")]
    [InlineData("""{"type":"tool_use","input":{"a":1,"b":2}}""", """{"type":"tool_use","input":{"a":1.0,"b":2.0}}""", "messages.0.content.0.tool_use.input.a is the same number in another spelling")]
    [InlineData("""{"type":"tool_use","input":{"a":1,"b":2}}""", """{"type":"tool_use","input":{"b":2,"a":1.0}}""", "messages.0.content.0.tool_use.input has the same keys in another order")]
    [InlineData("""{"type":"tool_use","input":{"a":1,"b":2}}""", """{"type":"tool_use","input":{"b":2}}""", "messages.0.content.0.tool_use.input.a is gone")]
    [InlineData("""{"type":"tool_use","input":{"a":1}}""", """{"type":"tool_use","input":{"a":1,"b":2}}""", "messages.0.content.0.tool_use.input.b was added")]
    [InlineData("""{"type":"tool_use","input":{"a":1}}""", """{"type":"tool_use","input":{"a":"1"}}""", "messages.0.content.0.tool_use.input.a has another value")]
    [InlineData("""{"type":"tool_use","input":{"a":true}}""", """{"type":"tool_use","input":{"a":false}}""", "messages.0.content.0.tool_use.input.a has another value")]
    [InlineData("""{"type":"tool_use","input":{"a":null}}""", """{"type":"tool_use","input":{}}""", "messages.0.content.0.tool_use.input.a is gone")]
    [InlineData("""{"type":"tool_use","input":{"cache_control":1}}""", """{"type":"tool_use","input":{}}""", "messages.0.content.0.tool_use.input.cache_control is gone")]
    [InlineData("""{"type":"tool_use","input":{"a":1e300}}""", """{"type":"tool_use","input":{"a":10e299}}""", "messages.0.content.0.tool_use.input.a is the same number in another spelling")]
    [InlineData("""{"type":"tool_use","input":{"a":1e300}}""", """{"type":"tool_use","input":{"a":2e300}}""", "messages.0.content.0.tool_use.input.a has another value")]
    [InlineData("""{"type":"x","a":{"b":1,"c":2}}""", """{"type":"x","a":{"c":2,"b":1}}""", null)]
    [InlineData("""{"type":"x","a":null}""", """{"type":"x"}""", null)]
    [InlineData("""{"type":"x","cache_control":{"type":"ephemeral"}}""", """{"type":"x"}""", null)]
    public void The_first_difference_is_named(string before, string now, string? difference)
    {
        var mismatch = BlockComparison.First(Block(before), Block(now));

        (mismatch is null ? null : $"{mismatch.Place} {mismatch.Difference}").Should().Be(difference);
        BlockComparison.AreSame(Block(before), Block(now)).Should().Be(difference is null);
    }

    [Fact]
    public void The_same_text_of_another_role_is_another_block()
    {
        const string Text = """{"type":"text","text":"abcd"}""";

        BlockComparison.First(Block(Text), Block(Text, "assistant"))!.Difference.Should().Be("has another value");
        BlockComparison.AreAlike(Block(Text), Block(Text, "assistant")).Should().BeFalse();
        BlockComparison.AreAlike(Block(Text), Block(Text)).Should().BeTrue();
    }

    [Theory]
    [InlineData("abcd", "abxy", true)]
    [InlineData("abcd", "axyz", false)]
    [InlineData("abcd", "xxcd", true)]
    [InlineData("abcd", "axxd", true)]
    [InlineData("abcd", "xxxd", false)]
    [InlineData("ab", "abcd", true)]
    [InlineData("ab", "abcde", false)]
    [InlineData("abcde", "ab", false)]
    [InlineData("aaaa", "aaaaaaaa", true)]
    [InlineData("aaaa", "aaaaaaaaa", false)]
    public void Half_of_the_longer_text_in_common_makes_two_alike(string before, string now, bool areAlike)
    {
        BlockComparison.AreAlike(Block($$"""{"type":"text","text":"{{before}}"}"""), Block($$"""{"type":"text","text":"{{now}}"}""")).Should().Be(areAlike);
        BlockComparison.AreAlike(Block($$"""{"type":"tool_result","content":"{{before}}"}"""), Block($$"""{"type":"tool_result","content":"{{now}}"}""")).Should().Be(areAlike);
    }

    [Theory]
    [InlineData("""{"type":"text","text":"a"}""", """{"type":"other","text":"a"}""")]
    [InlineData("""{"type":"text","text":"a"}""", """{"type":"text"}""")]
    [InlineData("""{"type":"text"}""", """{"type":"text","text":"a"}""")]
    [InlineData("""{"type":"text","content":"a"}""", """{"type":"text","content":"a"}""")]
    public void Without_two_texts_of_one_type_nothing_is_alike(string before, string now) => BlockComparison.AreAlike(Block(before), Block(now)).Should().BeFalse();

    private static PromptBlock Block(string block, string role = "user") =>
        LintedPrompt.Parse($$"""{"messages":[{"role":"{{role}}","content":[{{block}}]}]}""".Utf8(), "body").Messages.Single();
}
