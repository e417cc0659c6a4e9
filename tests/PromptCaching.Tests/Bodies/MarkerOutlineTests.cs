using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

/// <summary>Which markers the caller has, and which blocks could carry one of ours.</summary>
public class MarkerOutlineTests
{
    private const string Marker = "\"cache_control\":{\"type\":\"ephemeral\"}";
    private const string OneHour = "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

    [Fact]
    public void Nested_markers_count_and_stand_before_that_of_the_block()
    {
        var block = Content($$"""{"type":"tool_result","tool_use_id":"t",{{Marker}},"content":[{"type":"text","text":"x",{{OneHour}} },{"type":"text","text":"y"},{"type":"image","source":{},{{Marker}} }]}""");

        block.Markers.Should().Equal(new MarkerOutline(true), new MarkerOutline(false), new MarkerOutline(false));
        block.IsMarked.Should().BeTrue();
    }

    [Fact]
    public void Markers_in_a_document_made_of_blocks_count_but_are_not_the_documents_own()
    {
        var block = Content($$"""{"type":"document","source":{"type":"content","content":[{"type":"text","text":"x",{{Marker}} },{"type":"image","source":{"type":"url"},{{OneHour}} }]} }""");

        block.Markers.Should().Equal(new MarkerOutline(false), new MarkerOutline(true));
        block.IsMarked.Should().BeFalse();
        block.CanCarryMarker.Should().BeTrue();
    }

    [Fact]
    public void A_marker_in_a_document_in_a_tool_result_counts() =>
        Content($$"""{"type":"tool_result","tool_use_id":"t","content":[{"type":"document","source":{"type":"content","content":[{"type":"text","text":"x",{{Marker}} }]} }]}""")
            .Markers.Should().ContainSingle();

    [Theory]
    [InlineData("""{"type":"tool_use","id":"t","name":"n","input":{"cache_control":{"type":"ephemeral"},"content":[{"cache_control":{"type":"ephemeral"}}]}}""")]
    [InlineData("""{"type":"server_tool_use","id":"t","name":"n","input":{"source":{"cache_control":{"type":"ephemeral"}}}}""")]
    [InlineData("""{"type":"text","text":"\"cache_control\":{\"type\":\"ephemeral\"}"}""")]
    [InlineData("""{"type":"text","text":"x","citations":[{"cache_control":{"type":"ephemeral"}}]}""")]
    public void What_the_caller_passes_through_is_no_marker(string json)
    {
        var block = Content(json);

        block.Markers.Should().BeEmpty();
        block.CanCarryMarker.Should().BeTrue();
    }

    [Fact]
    public void A_property_of_a_tool_schema_that_is_called_so_is_no_marker()
    {
        var tool = Tool("""{"name":"t","input_schema":{"type":"object","properties":{"cache_control":{"type":"object"},"content":{"cache_control":{"type":"ephemeral"}}}}}""");

        tool.Markers.Should().BeEmpty();
        tool.CanCarryMarker.Should().BeTrue();
    }

    [Fact]
    public void Null_is_no_marker_but_leaves_no_room_for_another()
    {
        var block = Content("""{"type":"text","text":"x","cache_control":null}""");

        block.Markers.Should().BeEmpty();
        block.IsMarked.Should().BeFalse();
        block.CanCarryMarker.Should().BeFalse();
        RequestOutline.Of("""{"messages":[],"cache_control":null}"""u8.ToArray())!.AutomaticMarker.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"type":"ephemeral"}""", false)]
    [InlineData("""{"type":"ephemeral","ttl":"5m"}""", false)]
    [InlineData("""{"ttl":"1h","type":"ephemeral"}""", true)]
    [InlineData("""{"ttl":null,"type":"ephemeral"}""", false)]
    [InlineData("""{"type":"1h"}""", false)]
    [InlineData("""{"type":"ephemeral","scope":{"ttl":"1h"}}""", false)]
    public void The_time_to_live_of_a_marker_is_read(string marker, bool isOneHour)
    {
        Content($$"""{"type":"text","text":"x","cache_control":{{marker}} }""").Markers.Should().Equal(new MarkerOutline(isOneHour));
        RequestOutline.Of($$"""{"messages":[],"cache_control":{{marker}} }""".Utf8())!.AutomaticMarker.Should().Be(new MarkerOutline(isOneHour));
    }

    [Fact]
    public void All_of_the_callers_markers_are_counted()
    {
        var body = $$"""
            {"tools":[{"name":"a","input_schema":{},{{Marker}} }],"system":[{"type":"text","text":"s",{{Marker}} }],{{Marker}},
             "messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"x",{{Marker}} }],{{Marker}} }]}]}
            """;

        RequestOutline.Of(body.Utf8())!.MarkerCount.Should().Be(5);
    }

    [Theory]
    [InlineData("""{"type":"text","text":"x"}""", true)]
    [InlineData("""{"type":"text","text":""}""", false)]
    [InlineData("""{"type":"text","text":" \n\t\u00a0"}""", false)]
    [InlineData("""{"type":"text"}""", false)]
    [InlineData("""{"type":"image","source":{"type":"url","url":"u"}}""", true)]
    [InlineData("""{"type":"document","source":{"type":"text","data":"d"}}""", true)]
    [InlineData("""{"type":"search_result","source":"s","title":"t","content":[]}""", true)]
    [InlineData("""{"type":"container_upload","file_id":"f"}""", true)]
    [InlineData("""{"type":"tool_result","tool_use_id":"t","content":""}""", true)]
    [InlineData("""{"type":"tool_use","id":"t","name":"n","input":{}}""", true)]
    [InlineData("""{"type":"tool_use","id":"t","name":"n","input":{},"caller":{"type":"direct"}}""", true)]
    [InlineData("""{"type":"tool_use","id":"t","name":"n","input":{},"caller":null}""", true)]
    [InlineData("""{"type":"tool_use","id":"t","name":"n","input":{},"caller":{"type":"code_execution_20250825","tool_id":"s"}}""", false)]
    [InlineData("""{"caller":{"tool_id":"direct","type":"code_execution_20260120"},"type":"server_tool_use","id":"t","name":"n","input":{}}""", false)]
    [InlineData("""{"type":"web_search_tool_result","tool_use_id":"t","content":[],"caller":{"type":"code_execution_20260120"}}""", false)]
    [InlineData("""{"type":"web_search_tool_result","tool_use_id":"t","content":[]}""", true)]
    [InlineData("""{"type":"compaction","content":"c"}""", true)]
    [InlineData("""{"type":"thinking","thinking":"t","signature":"s"}""", false)]
    [InlineData("""{"type":"redacted_thinking","data":"d"}""", false)]
    [InlineData("""{"type":"fallback"}""", false)]
    [InlineData("""{"type":"something_new","text":"x"}""", false)]
    [InlineData("""{"text":"x"}""", false)]
    public void A_content_block_can_carry_a_marker_where_the_API_takes_it(string json, bool expected) =>
        Content(json).CanCarryMarker.Should().Be(expected);

    [Theory]
    [InlineData("""{"name":"t","input_schema":{}}""", true)]
    [InlineData("""{"type":"web_search_20250305","name":"web_search"}""", true)]
    [InlineData("""{"name":"t","input_schema":{},"defer_loading":false}""", true)]
    [InlineData("""{"name":"t","input_schema":{},"defer_loading":true}""", false)]
    public void A_tool_can_carry_a_marker_unless_it_is_loaded_on_demand(string json, bool expected) => Tool(json).CanCarryMarker.Should().Be(expected);

    [Theory]
    [InlineData("""{"type":"text","text":"x"}""", true)]
    [InlineData("""{"type":"text","text":"  "}""", false)]
    [InlineData("""{"type":"image","source":{}}""", false)]
    public void A_system_block_can_carry_a_marker_when_it_is_text(string json, bool expected) =>
        RequestOutline.Of($$"""{"system":[{{json}}]}""".Utf8())!.Blocks.Single().CanCarryMarker.Should().Be(expected);

    [Theory]
    [InlineData("\"\"", false)]
    [InlineData("\" \\n \"", false)]
    [InlineData("\" x\"", true)]
    public void A_string_can_carry_a_marker_when_it_says_something(string json, bool expected)
    {
        RequestOutline.Of($$"""{"system":{{json}},"messages":[{"role":"user","content":{{json}} }]}""".Utf8())!
            .Blocks.Should().HaveCount(2).And.OnlyContain(block => block.CanCarryMarker == expected);
    }

    [Theory]
    [InlineData("""{"role":"system","clear_at":"next_user_message","content":[{"type":"text","text":"x"},{"type":"text","text":"y"}]}""")]
    [InlineData("""{"content":[{"type":"text","text":"x"},{"type":"text","text":"y"}],"clear_at":"next_user_message","role":"system"}""")]
    public void The_blocks_of_a_turn_scoped_system_message_carry_none_but_those_around_it_do(string message)
    {
        var body = $$"""{"messages":[{"role":"user","content":"a"},{{message}},{"role":"user","content":"b"}]}""";

        RequestOutline.Of(body.Utf8())!.Blocks.Select(block => block.CanCarryMarker).Should().Equal(true, false, false, true);
    }

    private static BlockOutline Content(string json) =>
        RequestOutline.Of($$"""{"messages":[{"role":"user","content":[{{json}}]}]}""".Utf8())!.Blocks.Single();

    private static BlockOutline Tool(string json) => RequestOutline.Of($$"""{"tools":[{{json}}]}""".Utf8())!.Blocks.Single();
}
