using System.Text;
using CostExplorer.Compare;

namespace CostExplorer.Tests.Compare;

public sealed class HabitTests
{
    private const string Marker = "\"cache_control\":{\"type\":\"ephemeral\"},";

    [Fact]
    public void None_leaves_a_body_as_it_is()
    {
        var body = """{"model":"m", "system":"s", "messages":[{"role":"user","content":"q"}]}""";

        Mark("none", body).Should().Be(body);
    }

    [Fact]
    public void A_system_string_becomes_a_block_to_be_marked() =>
        Mark("system", """{"system": "s", "messages": []}""").Should().Be($$"""{"system": [{"type":"text",{{Marker}}"text":"s"}], "messages": []}""");

    [Fact]
    public void The_last_tool_that_is_not_deferred_is_marked() =>
        Mark("tools+system", """{"tools":[{"name":"a"},{"name":"b","defer_loading":true}]}""")
            .Should().Be($$"""{"tools":[{{{Marker}}"name":"a"},{"name":"b","defer_loading":true}]}""");

    [Fact]
    public void The_tail_passes_over_thinking_and_empty_text() =>
        Mark("tools+system+tail", """
            {"messages":[{"role":"assistant","content":[{"type":"text","text":"t"},{"type":"thinking","thinking":"x"},{"type":"text","text":""}]}]}
            """).Should().Contain($$"""[{{{Marker}}"type":"text","text":"t"}""").And.Subject.Split("cache_control").Should().HaveCount(2);

    [Fact]
    public void The_hour_is_said() =>
        Mark("tools+system+tail 1h", """{"system":[{"type":"text","text":"s"}]}""").Should().Contain("\"ttl\":\"1h\"");

    [Fact]
    public void Automatic_stands_at_the_top() => Mark("automatic (top-level)", """{"model":"m"}""").Should().Be($$"""{{{Marker}}"model":"m"}""");

    [Fact]
    public void Three_user_turns_and_the_system_prompt_make_four_markers_at_most() =>
        Mark("system + last 3 user turns", $$"""
            {"system":"s","messages":[{{string.Join(',', Enumerable.Repeat("""{"role":"user","content":"u"},{"role":"assistant","content":"a"}""", 5))}}]}
            """).Split("cache_control").Should().HaveCount(5);

    [Theory]
    [InlineData("""{"cache_control":{"type":"ephemeral"},"model":"m"}""", """{"model":"m"}""")]
    [InlineData("""{"model":"m", "cache_control":{"type":"ephemeral"}}""", """{"model":"m"}""")]
    [InlineData(
        """{"messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"t","cache_control":{"type":"ephemeral"}}]}]}]}""",
        """{"messages":[{"role":"user","content":[{"type":"tool_result","content":[{"type":"text","text":"t"}]}]}]}""")]
    [InlineData("""{"tools":[{"input_schema":{"cache_control":1}}]}""", """{"tools":[{"input_schema":{"cache_control":1}}]}""")]
    public void Markers_that_a_body_brings_along_are_taken_out(string body, string expected) => Mark("none", body).Should().Be(expected);

    [Fact]
    public void A_marker_in_the_first_place_of_a_block_is_replaced() =>
        Mark("system", """{"system":[{"cache_control":{"type":"ephemeral","ttl":"1h"},"type":"text","text":"s"}]}""")
            .Should().Be($$"""{"system":[{{{Marker}}"type":"text","text":"s"}]}""");

    private static string Mark(string habit, string body) =>
        Encoding.UTF8.GetString(Habit.All.Single(one => one.Name == habit).Mark(Encoding.UTF8.GetBytes(body)));
}
