using PromptCaching.CacheControl.Ledger;
using PromptCaching.Tests.Support;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What enters the prefix with a level: web tools and citations with the system prompt, pictures with the messages, by being there at all.</summary>
public sealed class LevelInputsTests
{
    private const string Image = """{"type":"image","source":{"type":"url","url":"u"}}""";
    private const string Cited = """{"type":"document","source":{"type":"text","data":"d"},"citations":{"enabled":true}}""";

    [Theory]
    [InlineData("web_search_20250305", true)]
    [InlineData("web_fetch_20250910", true)]
    [InlineData("web_other_1", false)]
    [InlineData("code_execution_20250825", false)]
    [InlineData("custom", false)]
    public void Tools_of_the_web_change_the_system_prompt(string type, bool changes)
    {
        var with = Of(Tools($$"""{"type":"{{type}}","name":"t"}"""));

        (with.System != Of(Tools("")).System).Should().Be(changes);
        with.Messages.Should().Be(Of(Tools("")).Messages);
    }

    [Fact]
    public void A_second_one_changes_nothing_more()
    {
        const string Search = """{"type":"web_search_20250305","name":"s"}""";
        const string Fetch = """{"type":"web_fetch_20250910","name":"f"}""";

        Of(Tools($"{Search},{Fetch}")).Should().Be(Of(Tools(Search)));
        Of(Messages(Image, Image)).Should().Be(Of(Messages(Image)));
        Of(Messages(Cited, Cited)).Should().Be(Of(Messages(Cited)));
    }

    [Fact]
    public void Pictures_change_the_messages_and_citations_the_system_prompt_too()
    {
        var without = Of(Messages());

        Of(Messages(Image)).System.Should().Be(without.System);
        Of(Messages(Image)).Messages.Should().NotBe(without.Messages);
        Of(Messages(Cited)).System.Should().NotBe(without.System).And.NotBe(Of(Tools("""{"type":"web_fetch_1","name":"f"}""")).System);
        Of(Messages(Cited)).Messages.Should().Be(without.Messages);
    }

    [Fact]
    public void A_message_of_that_type_is_no_tool() =>
        Of(Messages("""{"type":"web_search_tool_result","tool_use_id":"t","content":[]}""")).System.Should().Be(Of(Messages()).System);

    [Theory]
    [InlineData(PromptLevel.Tools, PromptLevel.Tools, false, false)]
    [InlineData(PromptLevel.Tools, PromptLevel.System, true, false)]
    [InlineData(PromptLevel.Tools, PromptLevel.Messages, true, true)]
    [InlineData(PromptLevel.System, PromptLevel.System, false, false)]
    [InlineData(PromptLevel.System, PromptLevel.Messages, false, true)]
    [InlineData(PromptLevel.Messages, PromptLevel.Messages, false, false)]
    public void They_enter_once_on_the_way_down(object from, object to, bool system, bool messages)
    {
        const ulong Hash = 1;
        var (one, two, three) = (new LevelInputs(5, 6), new LevelInputs(7, 6), new LevelInputs(5, 8));
        ulong Enter(LevelInputs inputs) => inputs.Enter(Hash, (PromptLevel)from, (PromptLevel)to);

        (Enter(one) != Enter(two)).Should().Be(system);
        (Enter(one) != Enter(three)).Should().Be(messages);
        (Enter(one) != Hash).Should().Be(system || messages);
    }

    private static string Tools(string tools) => $$"""{"tools":[{{tools}}],"messages":[{"role":"user","content":"q"}]}""";

    private static string Messages(params string[] blocks) =>
        $$"""{"tools":[],"messages":[{"role":"user","content":[{{string.Join(',', blocks.Append("""{"type":"text","text":"q"}"""))}}]}]}""";

    private static LevelInputs Of(string body) => LevelInputs.Of(RequestOutline.Of(body.Utf8())!);
}
