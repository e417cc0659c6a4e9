using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public sealed class PlainEventTests
{
    [Theory]
    [InlineData("""{"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"a\n\"b\" é"}}""", 3, "Text", "a\n\"b\" é")]
    [InlineData("""{ "index" : 0, "delta" : { "thinking" : "", "type" : "thinking_delta" }, "type" : "content_block_delta" }  """, 0, "Thinking", "")]
    [InlineData("""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\": \""}}""", 1, "Input", "{\"a\": \"")]
    [InlineData("""{"type":"content_block_delta","index":1,"delta":{"type":"signature_delta","signature":"c2ln"}}""", 1, "Signature", "c2ln")]
    [InlineData("""{"type":"content_block_start","index":4,"content_block":{"type":"text","text":""}      }""", 4, "TextStart", null)]
    [InlineData("""{"type":"content_block_stop","index":2   }""", 2, "BlockStop", null)]
    [InlineData("""{"type":"message_stop"         }""", -1, "MessageStop", null)]
    [InlineData("""{"type": "ping"}""", -1, "Ping", null)]
    public void What_says_little_is_read_in_one_pass(string data, int index, string kind, string? text)
    {
        PlainEvent.TryRead(data.Utf8(), out var item).Should().BeTrue();

        item.Should().Be(new PlainEvent(Enum.Parse<PlainEventKind>(kind), index, text));
    }

    /// <summary>None of these may lose a field, or be taken for something that it is not.</summary>
    [Theory]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a","more":1}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"},"more":1}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"a","estimated_tokens":3}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","thinking":"a"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a","text":"b"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"index":1,"delta":{"type":"text_delta","text":"a"}}""")]
    [InlineData("""{"type":"content_block_delta","type":"ping","index":0,"delta":{"type":"text_delta","text":"a"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":null}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{}}}""")]
    [InlineData("""{"type":"content_block_delta","index":0.5,"delta":{"type":"text_delta","text":"a"}}""")]
    [InlineData("""{"type":"content_block_delta","index":-1,"delta":{"type":"text_delta","text":"a"}}""")]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"text_delta","text":"a"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ud83d"}}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}} {}""")]
    [InlineData("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"a"}}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"text":"","type":"text"}}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","citations":null}}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""},"content_block":{"type":"text","text":""}}""")]
    [InlineData("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""},"more":null}""")]
    [InlineData("""{"type":"content_block_start","index":0}""")]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"text","text":""}}""")]
    [InlineData("""{"type":"content_block_stop","index":0,"content_block":{"type":"text","text":""}}""")]
    [InlineData("""{"type":"message_stop","amazon":{}}""")]
    [InlineData("""{"type":"message_stop","index":0}""")]
    [InlineData("""{"type":"content_block_stop"}""")]
    [InlineData("""{"type":"message_start","message":{}}""")]
    [InlineData("""{"type":"error","error":{"type":"api_error"}}""")]
    [InlineData("[]")]
    [InlineData("")]
    public void Everything_else_is_left_to_the_reader_that_loses_nothing(string data) =>
        PlainEvent.TryRead(data.Utf8(), out _).Should().BeFalse();
}
