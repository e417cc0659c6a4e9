using System.Text;
using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages;

public class MessageTests
{
    private const string Answer =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn","stop_sequence":null,
         "content":[{"type":"text","text":"a","citations":null},{"type":"tool_use","id":"t","name":"n","input":{"b":1,"a":2},"caller":{"type":"direct"}},
                    {"type":"text","text":"b"}],
         "usage":{"input_tokens":3,"cache_creation_input_tokens":5,"cache_read_input_tokens":7,"output_tokens":11}}
        """;

    [Fact]
    public void Text_is_all_text_blocks_put_together() => RoundTrip.Answer(Answer).Text.Should().Be("ab");

    [Fact]
    public void The_whole_prompt_is_plain_written_and_read_tokens() => RoundTrip.Answer(Answer).Usage.TotalInputTokens.Should().Be(15);

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"input_tokens":3}""", 3L)]
    [InlineData("""{"input_tokens":3,"cache_read_input_tokens":null}""", 3L)]
    [InlineData("""{"cache_read_input_tokens":3}""", null)]
    public void An_unknown_count_is_not_zero(string usage, long? total) =>
        RoundTrip.Answer($$"""{"usage":{{usage}}}""").Usage.TotalInputTokens.Should().Be(total);

    [Fact]
    public void An_answer_is_given_back_exactly_as_it_came()
    {
        var echoed = RoundTrip.Write(RoundTrip.Answer(Answer).ToInputMessage());

        using var answer = JsonDocument.Parse(Answer);
        using var turn = JsonDocument.Parse(echoed);
        turn.RootElement.GetProperty("role").GetString().Should().Be("assistant");
        JsonComparer.FirstDifference(answer.RootElement.GetProperty("content"), turn.RootElement.GetProperty("content")).Should().BeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"content":[],"stop_reason":null,"usage":{}}""")]
    [InlineData("""{"content":null,"usage":null,"role":null,"type":null}""")]
    [InlineData("""{"content":"text","usage":[],"role":1,"id":"","model":7,"stop_reason":{}}""")]
    [InlineData("""{"content":[{"type":"text"},{"type":"text","text":null},{"type":"tool_use","id":"x"},{"type":7},{}],"new":{"a":[1.50]}}""")]
    [InlineData("""{"usage":{"input_tokens":1.0,"output_tokens":"3","iterations":[1],"cache_creation":{"ephemeral_24h_input_tokens":1}}}""")]
    public void Nothing_is_lost_or_invented_whatever_the_shape(string json) => RoundTrip.Answer(json);

    [Fact]
    public void Half_a_surrogate_pair_survives()
    {
        const string Json = """{"content":[{"type":"text","text":"\ud83d"}]}""";

        RoundTrip.Write(Message.Parse(Encoding.UTF8.GetBytes(Json))).Should().Be(Json);
    }

    [Fact]
    public void Of_two_fields_with_one_name_the_last_counts() => Message.Parse("""{"id":"a","id":"b"}"""u8).Id.Should().Be("b");

    [Fact]
    public void A_stop_reason_of_tomorrow_is_kept()
    {
        var answer = RoundTrip.Answer("""{"stop_reason":"tomorrow"}""");

        answer.StopReason.Should().Be(new StopReason("tomorrow"));
        answer.StopReason.ToString().Should().Be("tomorrow");
    }

    [Fact]
    public void A_changed_answer_keeps_the_rest()
    {
        var changed = Message.Parse("""{"id":"msg_1","stop_reason":null,"diagnostics":null,"content":[]}"""u8) with
        {
            StopReason = StopReason.EndTurn,
            Content = [new TextBlock("hi")],
        };

        RoundTrip.Write(changed).Should().Be(
            """{"id":"msg_1","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","diagnostics":null}""");
    }

    [Fact]
    public void An_answer_made_by_hand_is_spelled_as_documented() =>
        RoundTrip.Write(new Message { Id = "msg_1", Model = "m", Content = [new TextBlock("hi")], StopReason = StopReason.EndTurn, Usage = new Usage { InputTokens = 1, OutputTokens = 2 } })
            .Should().Be("""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}}""");

    [Fact]
    public void What_the_client_attaches_is_not_written() =>
        RoundTrip.Write(new Message { Attachment = new object() }).Should().Be("""{"type":"message","role":"assistant","content":[]}""");
}
