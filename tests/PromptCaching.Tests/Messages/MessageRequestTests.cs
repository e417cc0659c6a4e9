using System.Text;
using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Settings;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages;

public class MessageRequestTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{"z":{},"a":{}}}""");

    [Fact]
    public void A_prompt_is_the_shortest_request() =>
        RoundTrip.Write(MessageRequest.From("2 + 2?", "Be brief."))
            .Should().Be("""{"system":"Be brief.","messages":[{"role":"user","content":"2 + 2?"}]}""");

    [Fact]
    public void Its_body_is_what_parsing_reads()
    {
        var body = MessageRequest.From("2 + 2?", "Be brief.").ToUtf8Bytes();

        Encoding.UTF8.GetString(body).Should().Be("""{"system":"Be brief.","messages":[{"role":"user","content":"2 + 2?"}]}""");
        MessageRequest.Parse(body).ToUtf8Bytes().Should().Equal(body);
    }

    [Fact]
    public void A_request_without_turns_says_so() => RoundTrip.Write(new MessageRequest()).Should().Be("""{"messages":[]}""");

    [Fact]
    public void Everything_a_user_sets_is_spelled_as_documented()
    {
        var request = new MessageRequest
        {
            Model = "claude-sonnet-4-5",
            MaxTokens = 64,
            Messages =
            [
                InputMessage.User([new TextBlock("Look.") { CacheControl = PromptCaching.Messages.CacheControl.OneHour }]),
                InputMessage.Assistant(new ToolUseBlock("toolu_1", "look", JsonElement.Parse("{}"))),
                InputMessage.User(new ToolResultBlock("toolu_1") { Content = "seen", IsError = false }),
                InputMessage.System("Shout."),
            ],
            System = new TextBlock("Be brief.") { CacheControl = PromptCaching.Messages.CacheControl.Ephemeral },
            Tools = [new Tool { Name = "look", Description = "Looks.", InputSchema = Schema, Strict = true, DeferLoading = false }],
            ToolChoice = ToolChoice.ForTool("look") with { DisableParallelToolUse = true },
            Thinking = ThinkingConfiguration.Enabled(1024),
            Temperature = 0.5,
            TopP = 1,
            TopK = 3,
            StopSequences = ["END"],
            Metadata = new RequestMetadata { UserId = "u-1" },
            ServiceTier = ServiceTier.StandardOnly,
            CacheControl = PromptCaching.Messages.CacheControl.FiveMinutes,
            ExtraFields = new Dictionary<string, JsonElement> { ["output_config"] = JsonElement.Parse("""{"effort":"low"}""") },
        };

        RoundTrip.Write(request).Should().Be(
            """
            {"model":"claude-sonnet-4-5","max_tokens":64,
            "tools":[{"name":"look","description":"Looks.","input_schema":{"type":"object","properties":{"z":{},"a":{}}},"defer_loading":false,"strict":true}],
            "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],"messages":[
            {"role":"user","content":[{"type":"text","text":"Look.","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
            {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"seen","is_error":false}]},
            {"role":"system","content":"Shout."}],
            "tool_choice":{"type":"tool","name":"look","disable_parallel_tool_use":true},"thinking":{"type":"enabled","budget_tokens":1024},
            "temperature":0.5,"top_p":1,"top_k":3,"stop_sequences":["END"],"metadata":{"user_id":"u-1"},
            "service_tier":"standard_only","cache_control":{"type":"ephemeral","ttl":"5m"},"output_config":{"effort":"low"}}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData(true, """{"stream":true,"messages":[]}""")]
    [InlineData(false, """{"stream":false,"messages":[]}""")]
    [InlineData(null, """{"messages":[]}""")]
    public void The_client_decides_on_streaming(bool? stream, string json) =>
        Encoding.UTF8.GetString(new MessageRequest().ToUtf8Bytes(stream)).Should().Be(json);

    [Fact]
    public void The_client_overrides_a_stream_field_that_was_read()
    {
        var request = MessageRequest.Parse("""{"messages":[],"stream":true}"""u8);

        request.ExtraFields.Should().ContainKey("stream");
        Encoding.UTF8.GetString(request.ToUtf8Bytes()).Should().Be("""{"messages":[],"stream":true}""");
        Encoding.UTF8.GetString(request.ToUtf8Bytes(stream: false)).Should().Be("""{"stream":false,"messages":[]}""");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.70")]
    [InlineData("7e-1")]
    [InlineData("-0.0")]
    public void A_number_keeps_its_spelling(string number) =>
        RoundTrip.Request($$"""{"messages":[],"temperature":{{number}},"top_p":{{number}},"max_tokens":{{number}},"top_k":{{number}}}""")
            .Temperature.Should().Be(JsonElement.Parse(number).GetDouble());

    [Fact]
    public void A_number_set_anew_loses_the_old_spelling() =>
        RoundTrip.Write(MessageRequest.Parse("""{"messages":[],"temperature":1.0}"""u8) with { Temperature = 0.25 })
            .Should().Be("""{"messages":[],"temperature":0.25}""");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"messages":null,"system":null,"tools":null,"temperature":null,"stop_sequences":null}""")]
    [InlineData("""{"messages":"?","system":7,"tools":{},"temperature":"hot","stop_sequences":[1],"max_tokens":99999999999,"metadata":[]}""")]
    [InlineData("""{"messages":[1],"tools":["x"],"thinking":true,"service_tier":null,"cache_control":"x"}""")]
    [InlineData("""{"messages":[{}],"system":[],"tools":[],"stop_sequences":[]}""")]
    [InlineData("""{"messages":[{"role":null,"content":null},{"role":1,"content":{}},{"content":["x",null,[],{}]}]}""")]
    public void Nothing_is_lost_or_invented_whatever_the_shape(string json) => RoundTrip.Request(json);

    [Fact]
    public void A_property_wins_over_an_extra_field_of_the_same_name() =>
        RoundTrip.Write(MessageRequest.Parse("""{"messages":[],"max_tokens":null}"""u8) with { MaxTokens = 5 })
            .Should().Be("""{"max_tokens":5,"messages":[]}""");

    [Fact]
    public void Schemas_may_nest_deeper_than_the_serializer_would_allow() =>
        RoundTrip.Write(MessageRequest.Parse(Encoding.UTF8.GetBytes(Nested(200)))).Should().Be(Nested(200));

    [Fact]
    public void Schemas_given_as_text_may_nest_as_deep()
    {
        var deep = $"{{\"a\":{new string('[', 200)}{new string(']', 200)}}}";

        Tool.Custom("a", "b", deep).InputSchema!.Value.GetRawText().Should().Be(deep);
        OutputFormat.JsonSchema(deep).Schema!.Value.GetRawText().Should().Be(deep);
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle() =>
        MessageRequest.Parse([0xEF, 0xBB, 0xBF, .. "{\"model\":\"m\"}"u8]).Model.Should().Be("m");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":")]
    public void What_is_not_one_object_is_refused(string text)
    {
        var parse = () => MessageRequest.Parse(Encoding.UTF8.GetBytes(text));

        parse.Should().Throw<JsonException>();
    }

    [Fact]
    public void Quotes_and_umlauts_are_not_escaped_more_than_JSON_asks() =>
        RoundTrip.Write(MessageRequest.From("<ä> & 'q' \"d\" \n")).Should().Contain("""<ä> & 'q' \"d\" \n""");

    private static string Nested(int depth) =>
        "{\"messages\":[],\"output_config\":" + new string('[', depth) + new string(']', depth) + "}";

    [Fact]
    public void A_question_may_hold_more_than_text()
    {
        var request = MessageRequest.From([new ImageBlock(ContentSource.FromFile("file_1")), new TextBlock("What is this?")], system: "Look closely.");

        Encoding.UTF8.GetString(request.ToUtf8Bytes()).Should().Be(
            """{"system":"Look closely.","messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"file_1"}},{"type":"text","text":"What is this?"}]}]}""");
    }
}
