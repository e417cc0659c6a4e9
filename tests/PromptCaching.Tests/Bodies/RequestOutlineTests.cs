using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

/// <summary>Where the blocks of a body stand: the bytes from start to end are the block, whatever the JSON looks like.</summary>
public class RequestOutlineTests
{
    private const string Tools = """[{"name":"a","input_schema":{}},{"name":"b","input_schema":{}}]""";
    private const string SystemPrompt = """[{"type":"text","text":"s0"},{"type":"text","text":"s1"}]""";
    private const string Messages =
        """[{"role":"user","content":[{"type":"text","text":"m0"},{"type":"text","text":"m1"}]},{"role":"assistant","content":"m2"}]""";

    private static readonly string[] InPromptOrder =
    [
        """{"name":"a","input_schema":{}}""",
        """{"name":"b","input_schema":{}}""",
        """{"type":"text","text":"s0"}""",
        """{"type":"text","text":"s1"}""",
        """{"type":"text","text":"m0"}""",
        """{"type":"text","text":"m1"}""",
        "\"m2\"",
    ];

    public static TheoryData<string> KeyOrders
    {
        get
        {
            string[] parts = [$"\"tools\":{Tools}", $"\"system\":{SystemPrompt}", $"\"messages\":{Messages}"];
            int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
            return [.. orders.Select(order => $"{{\"model\":\"m\",{parts[order[0]]},\"x\":[{{}}],{parts[order[1]]},{parts[order[2]]},\"max_tokens\":1}}")];
        }
    }

    [Theory]
    [MemberData(nameof(KeyOrders))]
    public void Blocks_come_in_prompt_order_whatever_order_the_keys_have(string body)
    {
        var outline = Of(body)!;

        Slices(body, outline).Should().Equal(InPromptOrder);
        outline.Blocks.Select(block => (block.Level, block.Message, block.Index)).Should().Equal(
            (PromptLevel.Tools, 0, 0), (PromptLevel.Tools, 0, 1),
            (PromptLevel.System, 0, 0), (PromptLevel.System, 0, 1),
            (PromptLevel.Messages, 0, 0), (PromptLevel.Messages, 0, 1), (PromptLevel.Messages, 1, 0));
    }

    [Fact]
    public void The_content_of_a_message_may_stand_before_its_role()
    {
        const string Body = """{"messages":[{"content":"a","role":"user"},{"content":[{"text":"b","type":"text"}],"role":"user"}]}""";

        Slices(Body, Of(Body)!).Should().Equal("\"a\"", """{"text":"b","type":"text"}""");
    }

    [Fact]
    public void A_string_is_the_shorthand_of_one_text_block()
    {
        const string Body = """{"system":"be brief","messages":[{"role":"user","content":"hello"}]}""";

        var outline = Of(Body)!;

        Slices(Body, outline).Should().Equal("\"be brief\"", "\"hello\"");
        outline.Blocks.Should().OnlyContain(block => block.IsShorthand && block.CanCarryMarker && block.Type == "text" && !block.IsMarked);
    }

    [Theory]
    [InlineData("\r\n\t ", "\n")]
    [InlineData("", "\r\n  ")]
    [InlineData("   ", "")]
    public void White_space_between_the_tokens_belongs_to_no_block(string outer, string inner)
    {
        var body = $$"""
            {{outer}}{{{inner}}"messages"{{inner}}:{{inner}}[{{inner}}{{{inner}}"role":"user"{{inner}},"content"{{inner}}:{{inner}}[{{inner}}{ "type" : "text" ,{{inner}}"text" : "x" }{{inner}},{"type":"text","text":"y"}{{inner}}]{{inner}}}{{inner}}]{{inner}}}{{outer}}
            """;

        Slices(body, Of(body)!).Should().Equal($"{{ \"type\" : \"text\" ,{inner}\"text\" : \"x\" }}", """{"type":"text","text":"y"}""");
    }

    [Fact]
    public void Offsets_count_bytes_and_not_characters()
    {
        const string Body = """{"über":"ß😀","system":"Ü😀\u00fc\n\"}]","messages":[{"role":"user","content":[{"type":"text","text":"日本\ud83d\ude00 {[\"\\"},{"type":"text","text":"é"}]}]}""";

        Slices(Body, Of(Body)!).Should().Equal(
            "\"Ü😀\\u00fc\\n\\\"}]\"", """{"type":"text","text":"日本\ud83d\ude00 {[\"\\"}""", """{"type":"text","text":"é"}""");
    }

    [Fact]
    public void Escaped_names_mean_what_they_say()
    {
        const string Body = """{"mess\u0061ges":[{"role":"user","cont\u0065nt":[{"typ\u0065":"text","t\u0065xt":"x","cache\u005fcontrol":{"type":"ephemeral","tt\u006c":"1\u0068"}}]}]}""";

        var block = Of(Body)!.Blocks.Should().ContainSingle().Subject;

        block.Type.Should().Be("text");
        block.Markers.Should().Equal(new MarkerOutline(IsOneHour: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"messages":[}""")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]""")]
    [InlineData("""{"messages":[]} {}""")]
    [InlineData("""{"messages":[],}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","text":"\ud800"}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"\udc00"}]}""")]
    [InlineData("""{"messages":[],"\ud800":1}""")]
    [InlineData("""{"model":"\ud800","messages":[]}""")]
    public void What_is_not_one_JSON_object_has_no_outline(string body) => Of(body).Should().BeNull();

    [Fact]
    public void Bytes_that_are_not_UTF_8_have_no_outline() =>
        RequestOutline.Of("{\"messages\":[{\"role\":\"user\",\"content\":\"x"u8.ToArray().Concat(new byte[] { 0xFF, 0xFE }).Concat("\"}]}"u8.ToArray()).ToArray())
            .Should().BeNull();

    [Theory]
    [InlineData("""{"messages":[],"model":"a","messages":[]}""")]
    [InlineData("""{"model":"a","model":"a","messages":[]}""")]
    [InlineData("""{"x":1,"x":2,"messages":[]}""")]
    [InlineData("""{"stream":true,"str\u0065am":false,"messages":[]}""")]
    public void A_top_level_name_that_stands_twice_leaves_no_outline(string body) => Of(body).Should().BeNull();

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void A_name_that_no_model_has_is_not_kept(int length, bool isKept) =>
        (Of($$"""{"model":"{{new string('m', length)}}","messages":[]}""")!.Model is not null).Should().Be(isKept);

    [Theory]
    [InlineData("""{"messages":[]}""", false, false, null)]
    [InlineData("""{"messages":[],"stream":true,"model":"m"}""", true, false, "m")]
    [InlineData("""{"messages":[],"stream":false,"mcp_servers":[]}""", false, true, null)]
    [InlineData("""{"messages":[],"stream":null,"container":"c"}""", false, true, null)]
    [InlineData("""{"messages":[],"stream":"true","model":7}""", false, false, null)]
    public void Model_stream_and_server_state_are_read(string body, bool isStream, bool hasServerState, string? model)
    {
        var outline = Of(body)!;

        outline.IsStream.Should().Be(isStream);
        outline.HasServerState.Should().Be(hasServerState);
        outline.Model.Should().Be(model);
        outline.Blocks.Should().BeEmpty();
    }

    /// <summary>Values of the wrong kind are the API's to refuse; ours is to be right about the bytes, or silent.</summary>
    [Fact]
    public void Whatever_stands_in_the_place_of_a_value_every_block_is_whole_or_there_is_no_outline()
    {
        const string Body =
            """{"model":"m","stream":true,"tools":[{"name":"t","defer_loading":true,"cache_control":{"type":"ephemeral","ttl":"1h"},"input_schema":{}}],"system":[{"type":"text","text":"s"}],"messages":[{"role":"user","content":[{"type":"tool_result","caller":{"type":"direct"},"content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]}],"clear_at":"x"},{"role":"user","content":"x"}],"cache_control":{"type":"ephemeral"}}""";
        string[] values = ["null", "true", "1.5", "\"x\"", "{}", "[]", """{"a":{"b":[1]},"type":"x"}""", """[{"a":1},[2],"x"]""", """{"cache_control":{"type":"ephemeral"}}"""];
        var seen = 0;
        foreach (var (start, end) in Values(Body))
        {
            foreach (var value in values)
            {
                var mutated = Body[..start] + value + Body[end..];
                foreach (var slice in Of(mutated) is { } outline ? Slices(mutated, outline) : [])
                {
                    slice.Json().ValueKind.ToString().Should().BeOneOf(["Object", "String"], "{0} in {1}", slice, mutated);
                    seen++;
                }
            }
        }

        seen.Should().BeGreaterThan(500);
    }

    private static RequestOutline? Of(string body) => RequestOutline.Of(body.Utf8());

    private static IEnumerable<string> Slices(string body, RequestOutline outline)
    {
        var bytes = body.Utf8();
        return outline.Blocks.Select(block => bytes[block.Start..block.End].Utf8());
    }

    /// <summary>The places of all values of an ASCII body.</summary>
    private static List<(int Start, int End)> Values(string body)
    {
        var found = new List<(int, int)>();
        var open = new Stack<int>();
        var reader = new Utf8JsonReader(Encoding.ASCII.GetBytes(body));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((int)reader.TokenStartIndex);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    found.Add((open.Pop(), (int)reader.BytesConsumed));
                    break;
                case JsonTokenType.PropertyName:
                    break;
                default:
                    found.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
                    break;
            }
        }

        return found;
    }
}
