using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>The first thing that differs between two requests, in the order in which the API renders them.</summary>
public sealed class RequestComparisonTests
{
    private const string A = """{"name":"a"}""";
    private const string B = """{"name":"b"}""";
    private const string OtherA = """{"name":"a","description":"d"}""";
    private const string Search = """{"type":"web_search_20250305","name":"web_search"}""";
    private const string Fetch = """{"type":"web_fetch_20250910","name":"web_fetch"}""";
    private const string S = """{"type":"text","text":"s"}""";
    private const string T = """{"type":"text","text":"t"}""";
    private readonly Remembered _remembered = new();

    [Theory]
    [InlineData(A, A, null)]
    [InlineData(A, $"{A},{B}", "ToolAdded 1 1")]
    [InlineData(B, $"{A},{B}", "ToolAdded 0 0")]
    [InlineData($"{A},{B}", A, "ToolRemoved 1 1")]
    [InlineData($"{A},{B}", B, "ToolRemoved 0 0")]
    [InlineData($"{A},{B}", $"{B},{A}", "ToolsReordered 0 0")]
    [InlineData($"{B},{A}", $"{B},{OtherA}", "ToolChanged 1 1")]
    [InlineData("", A, "ToolAdded 0 0")]
    [InlineData(A, "", "ToolRemoved 0 0")]
    [InlineData(A, $"{A},{Search}", "ParameterChanged 1 0 web tools")]
    [InlineData($"{A},{Fetch}", A, "ParameterChanged 1 0 web tools")]
    [InlineData(A, $"{A},{B},{Search}", "ToolAdded 1 1")]
    [InlineData($"{A},{Search}", $"{A},{Search},{Fetch}", "ToolAdded 2 2")]
    public void Tools_come_first(string before, string now, string? difference) =>
        First(Remembered.Body(tools: before), Remembered.Body(tools: now)).Should().Be(difference);

    [Theory]
    [InlineData(S, S, null)]
    [InlineData(S, T, "SystemChanged 1 0 chunk 0")]
    [InlineData(S, $"{S},{T}", "SystemChanged 2 1")]
    [InlineData($"{S},{T}", S, "SystemChanged 2 1")]
    [InlineData($"{S},{S}", $"{S},{T}", "SystemChanged 2 1 chunk 0")]
    [InlineData("", S, "SystemChanged 1 0")]
    [InlineData("""{"type":"text","text":"aaaaaaaaaaaaaaaabbbb"}""", """{"type":"text","text":"aaaaaaaaaaaaaaaabbbc"}""", "SystemChanged 1 0 chunk 1")]
    public void Then_the_system_prompt(string before, string now, string? difference) =>
        First(Remembered.Body(system: before), Remembered.Body(system: now)).Should().Be(difference);

    [Theory]
    [InlineData("""{"role":"user","content":"p"}""", "MessageChanged 2 0")]
    [InlineData("""{"role":"system","content":"q"}""", "MessageChanged 2 0")]
    [InlineData("""{"role":"user","content":"q"},{"role":"assistant","content":"a"}""", null)]
    public void Then_the_messages_as_far_as_both_go(string now, string? difference)
    {
        First(Remembered.Body(), Remembered.Body(messages: now)).Should().Be(difference);
        First(Remembered.Body(messages: now), Remembered.Body()).Should().Be(difference);
    }

    [Fact]
    public void A_later_message_is_found_where_it_stands() =>
        First(Remembered.Body(messages: Remembered.Said("q", "a", "r")), Remembered.Body(messages: Remembered.Said("q", "b", "r"))).Should().Be("MessageChanged 3 1");

    [Theory]
    [InlineData(""","speed":"fast" """, "ParameterChanged 1 0 speed")]
    [InlineData(""","tool_choice":{"type":"any"}""", "ParameterChanged 2 0 tool_choice")]
    [InlineData(""","thinking":{"type":"adaptive"}""", "ParameterChanged 2 0 thinking")]
    [InlineData(""","output_config":{"effort":"low"}""", "ParameterChanged 2 0 output_config")]
    [InlineData(""","tool_choice":{"type":"any"},"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}""", "ParameterChanged 2 0 tool_choice")]
    [InlineData(""","thinking":{"type":"adaptive"},"output_config":{"effort":"low"}""", "ParameterChanged 2 0 thinking")]
    [InlineData(""","temperature":0.5""", null)]
    public void Parameters_count_where_they_enter_the_prompt(string more, string? difference)
    {
        First(Remembered.Body(), Remembered.Body(more: more)).Should().Be(difference);
        First(Remembered.Body(more: more), Remembered.Body()).Should().Be(difference);
    }

    [Theory]
    [InlineData("""{"type":"image","source":{"type":"url","url":"u"}}""", "ParameterChanged 2 0 images")]
    [InlineData("""{"type":"document","source":{"type":"text","data":"d"},"citations":{"enabled":true}}""", "ParameterChanged 1 0 citations")]
    [InlineData("""{"type":"document","source":{"type":"text","data":"d"}}""", null)]
    public void Pictures_and_citations_count_by_being_there(string block, string? difference) =>
        First(Remembered.Body(), Remembered.Body(messages: $$"""{"role":"user","content":"q"},{"role":"user","content":[{{block}}]}""")).Should().Be(difference);

    [Fact]
    public void A_tool_that_is_loaded_on_demand_is_no_difference() =>
        First(Remembered.Body(), Remembered.Body(tools: A + """,{"name":"z","defer_loading":true}""")).Should().BeNull();

    [Fact]
    public void What_stands_first_is_told_first()
    {
        var before = Remembered.Body();

        First(before, Remembered.Body(A + "," + B, T, Remembered.Said("p"), ""","speed":"fast","thinking":{"type":"adaptive"}""")).Should().StartWith("ToolAdded");
        First(before, Remembered.Body(A, T, Remembered.Said("p"), ""","speed":"fast","thinking":{"type":"adaptive"}""")).Should().EndWith("speed");
        First(before, Remembered.Body(A, T, Remembered.Said("p"), ""","thinking":{"type":"adaptive"}""")).Should().StartWith("SystemChanged");
        First(before, Remembered.Body(A, S, Remembered.Said("p"), ""","thinking":{"type":"adaptive"}""")).Should().EndWith("thinking");
    }

    [Fact]
    public void Another_model_or_another_key_comes_before_everything()
    {
        var (one, other) = (Remembered.Body(), Remembered.Body(A + "," + B).Replace("\"m\"", "\"n\"", StringComparison.Ordinal));

        First(one, other).Should().Be("ModelChanged 0 0");
        Say(RequestComparison.First(_remembered.Request(one), _remembered.Request(Remembered.Sent(Remembered.Body(A + "," + B), isolation: 5)))).Should().Be("IsolationChanged 0 0");
        Say(RequestComparison.First(_remembered.Request(one), _remembered.Request(Remembered.Sent(other, isolation: 5)))).Should().Be("ModelChanged 0 0");
    }

    [Fact]
    public void Until_both_were_answered_nothing_finer_than_the_part_is_known()
    {
        var prints = new RequestPrint();
        RecentRequest Unread(string body) => prints.Of(Remembered.Sent(body), Remembered.Noon);

        Say(RequestComparison.First(Unread(Remembered.Body($"{A},{B}")), Unread(Remembered.Body($"{B},{A}")))).Should().Be("ToolChanged 0 0");
        Say(RequestComparison.First(Unread(Remembered.Body(system: S)), Unread(Remembered.Body(system: T)))).Should().Be("SystemChanged 1 0 chunk -1");
    }

    [Theory]
    [InlineData(new[] { "q" }, new[] { "q" }, 3)]
    [InlineData(new[] { "q" }, new[] { "q", "a", "r" }, 3)]
    [InlineData(new[] { "q", "a", "r" }, new[] { "q" }, 3)]
    [InlineData(new[] { "q", "a", "r" }, new[] { "q", "b", "r" }, 3)]
    [InlineData(new[] { "p" }, new[] { "q" }, 2)]
    public void Two_requests_share_what_stands_before_the_difference_or_all_of_the_shorter(string[] before, string[] now, int steps)
    {
        var (one, other) = (_remembered.Request(Remembered.Body(messages: Remembered.Said(before))), _remembered.Request(Remembered.Body(messages: Remembered.Said(now))));

        RequestComparison.CommonSteps(RequestComparison.First(one, other), one, other).Should().Be(steps);
    }

    private string? First(string before, string now) => Say(RequestComparison.First(_remembered.Request(before), _remembered.Request(now)));

    private static string? Say(RequestDifference? difference) => difference is not { } one ? null
        : string.Join(' ', new object?[] { one.Kind, one.Step, one.Index, one.Chunk is null ? null : "chunk", one.Chunk, one.Parameter }.Where(part => part is not null));
}
