using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What ends the entries of which level, as the API's own table has it.</summary>
public sealed class PromptPathTests
{
    private const string Body =
        """{"model":"m","max_tokens":16,"tools":[{"name":"a","input_schema":{}}],"system":[{"type":"text","text":"s"}],"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","data":"d"}},{"type":"text","text":"q"}]},{"role":"assistant","content":"r"}]}""";

    private const int Everything = 5;

    [Theory]
    [InlineData("\"model\":\"m\"", "\"model\":\"n\"", 0)]
    [InlineData("\"name\":\"a\"", "\"name\":\"b\"", 0)]
    [InlineData("\"input_schema\":{}}", "\"input_schema\":{}},{\"name\":\"b\"}", 1)]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":16,\"speed\":\"fast\"", 1)]
    [InlineData("\"data\":\"d\"}", "\"data\":\"d\"},\"citations\":{\"enabled\":true}", 1)]
    [InlineData("\"text\":\"s\"", "\"text\":\"t\"", 1)]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":16,\"tool_choice\":{\"type\":\"any\"}", 2)]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":16,\"thinking\":{\"type\":\"adaptive\"}", 2)]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":16,\"output_config\":{\"effort\":\"low\"}", 2)]
    [InlineData("\"content\":\"r\"", "\"content\":[{\"type\":\"text\",\"text\":\"r\"},{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}]", 2)]
    [InlineData("\"data\":\"d\"", "\"data\":\"e\"", 2)]
    [InlineData("\"text\":\"q\"", "\"text\":\"p\"", 3)]
    [InlineData("\"role\":\"user\"", "\"role\":\"system\"", 2)]
    [InlineData("\"content\":\"r\"", "\"content\":\"t\"", 4)]
    public void A_change_ends_the_prefixes_from_its_level_on(string before, string after, int common) => Common(before, after).Should().Be(common);

    [Theory]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":17")]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":16,\"stream\":true,\"temperature\":0.5,\"metadata\":{\"user_id\":\"u\"},\"stop_sequences\":[\"x\"]")]
    [InlineData("\"max_tokens\":16", "\"max_tokens\":16,\"cache_control\":{\"type\":\"ephemeral\"}")]
    [InlineData("\"text\":\"s\"", "\"text\":\"s\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}")]
    [InlineData("[{\"type\":\"text\",\"text\":\"s\"}]", "\"s\"")]
    [InlineData("\"content\":\"r\"", "\"content\":[{\"type\":\"text\",\"text\":\"r\"}]")]
    [InlineData("\"data\":\"d\"}", "\"data\":\"d\"},\"citations\":{\"enabled\":false}", 2)]
    [InlineData("\"input_schema\":{}}", "\"input_schema\":{}},{\"name\":\"b\",\"defer_loading\":true}")]
    public void What_is_no_part_of_the_prompt_changes_nothing(string before, string after, int common = Everything) =>
        Common(before, after).Should().Be(common);

    [Fact]
    public void Nothing_is_shared_across_isolations()
    {
        var outline = RequestOutline.Of(Body.Utf8())!;

        Hashes(PromptPath.Of(outline, 1)).Should().NotIntersectWith(Hashes(PromptPath.Of(outline, 2)));
    }

    [Fact]
    public void The_messages_are_known_again_under_another_head()
    {
        var other = Path(Body.Replace("\"text\":\"s\"", "\"text\":\"t\"", StringComparison.Ordinal));

        other.Steps[^1].MessagesHash.Should().Be(Path(Body).Steps[^1].MessagesHash);
        other.Steps[^1].Hash.Should().NotBe(Path(Body).Steps[^1].Hash);
    }

    [Fact]
    public void Runs_of_tool_calls_and_of_results_share_one_place_in_the_window()
    {
        var path = Path(
            """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"text","text":"t"},{"type":"tool_use","id":"1"},{"type":"tool_use","id":"2"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"1"},{"type":"tool_result","tool_use_id":"2"},{"type":"text","text":"u"}]}]}""");

        path.Steps.Select(step => step.Place).Should().Equal(0, 1, 2, 2, 3, 3, 4);
    }

    [Fact]
    public void A_picture_counts_for_its_tokens_and_not_for_its_bytes()
    {
        var path = Path($$$"""{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","data":"{{{new string('A', 100_000)}}}"}}]}]}""");

        path.Steps.Should().ContainSingle().Which.Bytes.Should().Be(6400);
    }

    [Fact]
    public void Each_step_counts_the_bytes_up_to_its_end_and_a_small_picture_those_it_has()
    {
        var (text, image) = ("""{"type":"text","text":"a"}""", """{"type":"image","source":{"type":"url","url":"u"}}""");

        Path($$"""{"messages":[{"role":"user","content":[{{text}},{{image}},{{text}}]}]}""").Steps.Select(step => step.Bytes)
            .Should().Equal(text.Length, text.Length + image.Length, text.Length + image.Length + text.Length);
    }

    [Theory]
    [InlineData("""{"tools":[{"name":"a"}],"system":[{"type":"text","text":"s"},{"type":"text","text":"t"}],"messages":[{"role":"user","content":"q"}]}""", 2)]
    [InlineData("""{"tools":[{"name":"a"},{"name":"b"}],"messages":[{"role":"user","content":"q"}]}""", 1)]
    [InlineData("""{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""", 0)]
    public void The_head_ends_where_the_messages_begin_or_with_the_first_of_them(string body, int step) =>
        Path(body).Head.Should().Be(Path(body).Steps[step].Hash);

    [Fact]
    public void Without_any_block_the_head_is_the_model()
    {
        var path = Path("""{"model":"m"}""");

        path.Head.Should().Be(path.Root);
        path.Root.Should().NotBe(Path("""{"model":"n"}""").Root);
    }

    private static int Common(string before, string after)
    {
        Body.Split(before).Should().HaveCount(2);
        var (one, other) = (Hashes(Path(Body)), Hashes(Path(Body.Replace(before, after, StringComparison.Ordinal))));
        return one.Zip(other).TakeWhile(static pair => pair.First == pair.Second).Count();
    }

    private static PromptPath Path(string body) => PromptPath.Of(RequestOutline.Of(body.Utf8())!, isolation: 1);

    private static List<ulong> Hashes(PromptPath path) => [.. path.Steps.Select(step => step.Hash)];
}
