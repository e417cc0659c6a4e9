using PromptCaching.CacheControl.Linting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>A body as it is rendered: its blocks, which of them others will read again, and the text in each.</summary>
public sealed class LintedPromptTests
{
    private const string Body = """
        {"tools":[{"name":"a"},{"type":"web_fetch_1","name":"f"},{"name":"z","defer_loading":true},{"type":"web_search_1","name":"s"},{"name":"b"}],
         "system":"be kind",
         "messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
                     {"content":[{"type":"text","text":"c","cache_control":{"type":"ephemeral"}},{"type":"text","text":"d"},{"type":"text","text":"e"}]}]}
        """;

    [Fact]
    public void Blocks_stand_as_they_are_rendered() => Say(Parse(Body).Rendered).Should().Be(
        "tools.0, tools.4, tools.1, tools.3, system.0, messages.0.content.0, messages.1.content.0, messages.1.content.1, "
        + "messages.2.content.0, messages.2.content.1, messages.2.content.2");

    [Fact]
    public void The_prefix_ends_before_the_last_question_or_with_a_marker_in_it()
    {
        Say(Parse(Body).Prefix).Should().EndWith("messages.1.content.1, messages.2.content.0");
        Say(Parse(Body).Prefix).Should().StartWith("tools.0, tools.1, tools.3, tools.4, system.0");
        Say(Parse(Body.Replace("""{"type":"ephemeral"}""", "null", StringComparison.Ordinal)).Prefix).Should().EndWith("messages.1.content.1");
        Say(Parse("""{"messages":[{"role":"assistant","content":"a"}]}""").Prefix).Should().BeEmpty();
    }

    [Fact]
    public void The_last_question_is_the_last_message_of_a_user_and_who_says_nothing_is_one()
    {
        Parse(Body).LastQuestion.Should().Be(2);
        Parse("""{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""").LastQuestion.Should().Be(0);
        Parse("""{"messages":[{"role":"assistant","content":"a"}]}""").LastQuestion.Should().Be(-1);
    }

    [Fact]
    public void What_is_no_JSON_is_told_from_what_is_no_object()
    {
        var broken = () => Parse("{");
        var array = () => Parse("[]");

        broken.Should().Throw<ArgumentException>().WithParameterName("body")
            .WithMessage("The body of a Messages request is one JSON object; this is not JSON: *").And.InnerException.Should().NotBeNull();
        array.Should().Throw<ArgumentException>().WithParameterName("body").WithMessage("The body of a Messages request is one JSON object; this is other JSON.*");
    }

    [Theory]
    [InlineData("""{"type":"web_search_1"}""", "web_search_1", true)]
    [InlineData("""{"type":"web_fetch_1"}""", "web_fetch_1", true)]
    [InlineData("""{"type":"bash_1"}""", "bash_1", false)]
    [InlineData("""{"name":"a"}""", "custom", false)]
    public void A_tool_has_a_type_and_may_be_of_the_web(string tool, string type, bool isWeb)
    {
        var block = Parse($$"""{"tools":[{{tool}}]}""").Tools.Single();

        (block.Type, block.IsWebTool).Should().Be((type, isWeb));
        block.PlaceOf("name").Should().Be("tools.0.name");
    }

    [Fact]
    public void Only_tools_can_be_deferred_or_of_the_web()
    {
        var block = Parse("""{"messages":[{"content":[{"type":"web_search_1","defer_loading":true}]}]}""").Messages.Single();

        (block.IsDeferred, block.IsWebTool).Should().Be((false, false));
        block.PlaceOf("input").Should().Be("messages.0.content.0.web_search_1.input");
        Parse("""{"messages":[{"content":[{"text":"a"}]}]}""").Messages.Single().PlaceOf("text").Should().Be("messages.0.content.0.text");
        Parse("""{"system":[{"type":"other"}]}""").System.Single().PlaceOf("x").Should().Be("system.0.x");
    }

    [Fact]
    public void Blocks_within_results_and_documents_are_found()
    {
        const string Nested = """
            {"messages":[{"content":[{"type":"tool_result","content":[{"type":"text","text":"x"},{"type":"image"}]},
                                     {"type":"document","source":{"type":"content","content":[{"type":"search_result","content":[{"type":"text","text":"y"}]}]}}]}]}
            """;

        Parse(Nested).AllBlocks.Select(block => block.GetText("type")).Should().Equal("tool_result", "text", "image", "document", "search_result", "text");
    }

    [Theory]
    [InlineData("tools", """{"name":"n","description":"d","input_schema":{"default":"x","enum":["y"],"z":{"examples":"w","description":"v"}}}""",
        "name Record n, description Instructions d, input_schema Record +13, input_schema.default SchemaDefault x, input_schema Record +10, input_schema.enum.0 Record y, input_schema Record +7, input_schema.z Record +14, input_schema.z.examples Record w, input_schema.z Record +17, input_schema.z.description Schema v")]
    [InlineData("system", """{"type":"text","text":"t","cache_control":{"type":"ephemeral"},"other":5,"no":null,"yes":true}""", "text Instructions t, other Record 5, yes Record true")]
    public void Text_is_told_by_what_it_is(string level, string block, string fragments) =>
        Fragments($$"""{"{{level}}":[{{block}}]}""", $"{level}.0.").Should().Be(fragments);

    [Theory]
    [InlineData("user", """{"type":"text","text":"t"}""", "text Turn t")]
    [InlineData("assistant", """{"type":"text","text":"t"}""", "text Record t")]
    [InlineData("user", """{"type":"document","title":"t","context":"c","source":{"type":"text","data":"d"}}""",
        "document.title Turn t, document.context Turn c, document.source.type Record text, document.source.data Record d")]
    [InlineData("user", """{"type":"image","source":{"type":"base64","data":"AAAA"}}""", "image.source.type Record base64")]
    [InlineData("assistant", """{"type":"tool_use","id":"i","name":"n","input":{"a":["b",1]}}""", "tool_use.name Record n, tool_use.input.a.0 Record b, tool_use.input.a.1 Record 1")]
    [InlineData("user", """{"type":"tool_result","tool_use_id":"i","signature":"s","content":"c"}""", "tool_result.content Record c")]
    public void Text_of_messages_is_told_by_who_says_it(string role, string block, string fragments) =>
        Fragments($$"""{"messages":[{"role":"{{role}}","content":[{{block}}]}]}""", "messages.0.content.0.").Should().Be(fragments);

    private static string Fragments(string body, string place) => string.Join(", ", Parse(body).Rendered.SelectMany(PromptFragments.Of).Select(fragment =>
        $"{fragment.Place.Replace(place, "", StringComparison.Ordinal)} {fragment.Origin} {(fragment.Overhead > 0 ? $"+{fragment.Overhead}" : fragment.Text)}"));

    private static string Say(IEnumerable<PromptBlock> blocks) => string.Join(", ", blocks.Select(block => block.Place));

    private static LintedPrompt Parse(string body) => LintedPrompt.Parse(body.Utf8(), "body");
}
