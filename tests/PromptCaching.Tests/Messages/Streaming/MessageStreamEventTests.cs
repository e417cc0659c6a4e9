using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages.Streaming;

public class MessageStreamEventTests
{
    public static TheoryData<MessageStreamEvent, string> Documented => new()
    {
        { new MessageStartEvent(new Message { Id = "m" }), """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[]}}""" },
        { new ContentBlockStartEvent(0, new TextBlock("")), """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""" },
        { new ContentBlockDeltaEvent(0, new TextDelta("a")), """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}""" },
        { new ContentBlockDeltaEvent(1, new InputJsonDelta("{\"a")), """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a"}}""" },
        { new ContentBlockDeltaEvent(2, new ThinkingDelta("a")), """{"type":"content_block_delta","index":2,"delta":{"type":"thinking_delta","thinking":"a"}}""" },
        { new ContentBlockDeltaEvent(2, new SignatureDelta("a")), """{"type":"content_block_delta","index":2,"delta":{"type":"signature_delta","signature":"a"}}""" },
        { new ContentBlockDeltaEvent(2, new CitationsDelta(new Citation { Type = "char_location" })), """{"type":"content_block_delta","index":2,"delta":{"type":"citations_delta","citation":{"type":"char_location"}}}""" },
        { new ContentBlockStopEvent(3), """{"type":"content_block_stop","index":3}""" },
        { new MessageDeltaEvent(new MessageDelta { StopReason = StopReason.EndTurn }, new Usage { OutputTokens = 4 }), """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}""" },
        { new MessageStopEvent(), """{"type":"message_stop"}""" },
        { new PingEvent(), """{"type":"ping"}""" },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public void An_event_made_by_hand_is_spelled_as_documented(MessageStreamEvent made, string json)
    {
        RoundTrip.Write(made).Should().Be(json);
        RoundTrip.Event(json).Should().BeOfType(made.GetType());
    }

    [Theory]
    [InlineData("""{"type":"tomorrow","index":0}""")]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0}""")]
    [InlineData("""{"type":"content_block_stop","index":"0"}""")]
    [InlineData("""{"type":"message_start"}""")]
    [InlineData("""{"index":0}""")]
    [InlineData("""[1]""")]
    public void What_has_no_type_of_its_own_is_kept_as_it_came(string json) => RoundTrip.Event(json).Should().BeOfType<UnknownStreamEvent>();

    [Theory]
    [InlineData("""{"type":"tomorrow_delta","x":1.0}""")]
    [InlineData("""{"type":"text_delta"}""")]
    [InlineData("""{}""")]
    public void An_unknown_delta_keeps_its_event(string delta) =>
        RoundTrip.Event($$"""{"type":"content_block_delta","index":4,"delta":{{delta}},"new":true}""")
            .Should().BeOfType<ContentBlockDeltaEvent>().Which.Delta.Should().BeOfType<UnknownDelta>();

    [Fact]
    public void The_type_need_not_come_first() =>
        RoundTrip.Event("""{"index":4,"delta":{"text":"a","type":"text_delta"},"type":"content_block_delta"}""")
            .Should().Be(new ContentBlockDeltaEvent(4, new TextDelta("a")));

    [Fact]
    public void A_delta_without_usage_says_that_nothing_is_known() =>
        ((MessageDeltaEvent)RoundTrip.Event("""{"type":"message_delta","delta":{}}""")).Usage.Should().BeSameAs(Usage.Unknown);

    [Fact]
    public void Data_that_is_no_JSON_is_refused()
    {
        var parse = () => MessageStreamEvent.Parse("[DONE"u8);

        parse.Should().Throw<JsonException>();
    }
}
