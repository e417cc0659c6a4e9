using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Linting;

public sealed class PrefixDriftTests
{
    private const string Question = """{"role":"user","content":"Why is the sky blue?"}""";
    private const string Answer = """{"role":"assistant","content":"Because of scattering."}""";
    private const string Next = """{"role":"user","content":"And red?"}""";

    [Fact]
    public void A_conversation_that_only_grows_has_no_drift() =>
        Drift(Body(Question), Body(Question, Answer, Next), Body(Question, Answer, Next, Answer, Question)).Should().BeEmpty();

    [Theory]
    [InlineData("""{"name":"a"},{"name":"b"}""", """{"name":"b"},{"name":"a"}""", PrefixDriftKind.ToolOrder, "tools.0", "is now \"b\" and was \"a\"")]
    [InlineData("""{"name":"a"},{"name":"c"}""", """{"name":"a"},{"name":"b"},{"name":"c"}""", PrefixDriftKind.ToolAdded, "tools.1", "(\"b\") was added")]
    [InlineData("""{"name":"a"}""", """{"name":"a"},{"name":"b"}""", PrefixDriftKind.ToolAdded, "tools.1", "(\"b\") was added")]
    [InlineData("""{"name":"a"},{"name":"b"}""", """{"name":"b"}""", PrefixDriftKind.ToolRemoved, "tools.0", "(\"a\") is gone")]
    [InlineData("""{"name":"a"},{"name":"b"}""", """{"name":"a"}""", PrefixDriftKind.ToolRemoved, "tools.1", "(\"b\") is gone")]
    [InlineData("""{"name":"a","description":"Reads."}""", """{"name":"a","description":"Reads!"}""", PrefixDriftKind.ToolChanged, "tools.0.description", "(tool \"a\") differs at character 5")]
    [InlineData("""{"name":"a"}""", """{"name":"a","strict":true}""", PrefixDriftKind.ToolChanged, "tools.0.strict", "(tool \"a\") was added")]
    [InlineData("""{"name":"a","input_schema":{"x":{},"y":{}}}""", """{"name":"a","input_schema":{"y":{},"x":{}}}""", PrefixDriftKind.KeyOrder, "tools.0.input_schema", "(tool \"a\") has the same keys in another order")]
    [InlineData("""{"name":"a","input_schema":{"x":{},"y":1}}""", """{"name":"a","input_schema":{"y":2,"x":{}}}""", PrefixDriftKind.ToolChanged, "tools.0.input_schema.y", "(tool \"a\") has another value")]
    [InlineData("""{"name":"a","input_schema":{"maximum":1}}""", """{"name":"a","input_schema":{"maximum":1.0}}""", PrefixDriftKind.NumberSpelling, "tools.0.input_schema.maximum", "(tool \"a\") is the same number in another spelling")]
    [InlineData("""{"name":"a","input_schema":{"enum":["x","y"]}}""", """{"name":"a","input_schema":{"enum":["x"]}}""", PrefixDriftKind.ToolChanged, "tools.0.input_schema.enum.1", "(tool \"a\") is gone")]
    [InlineData("", """{"name":"web_search","type":"web_search_20250305"}""", PrefixDriftKind.ToolAdded, "tools.0", "(\"web_search\") was added")]
    public void Tools_are_told_apart_by_what_happened_to_them(string before, string now, PrefixDriftKind kind, string place, string difference)
    {
        var drift = Drift(WithTools(before), WithTools(now)).Should().ContainSingle().Subject;

        (drift.Kind, drift.Place, drift.Difference).Should().Be((kind, place, difference));
    }

    [Theory]
    [InlineData("\"It is 10:00.\"", "\"It is 10:01.\"", "system.0.text", 10)]
    [InlineData("""[{"type":"text","text":"a"},{"type":"text","text":"bcd"}]""", """[{"type":"text","text":"a"},{"type":"text","text":"bce"}]""", "system.1.text", 2)]
    [InlineData("\"a\"", """[{"type":"text","text":"a"},{"type":"text","text":"b"}]""", "system.1", null)]
    [InlineData("""[{"type":"text","text":"a"},{"type":"text","text":"b"}]""", "\"a\"", "system.1", null)]
    public void A_system_prompt_is_compared_to_the_character(string before, string now, string place, int? offset)
    {
        var drift = Drift($$"""{"system":{{before}},"messages":[{{Question}}]}""", $$"""{"system":{{now}},"messages":[{{Question}}]}""")
            .Should().ContainSingle().Subject;

        (drift.Kind, drift.Place, drift.Offset).Should().Be((PrefixDriftKind.SystemChanged, place, offset));
    }

    [Theory]
    [InlineData("model", "\"claude-a\"", "\"claude-b\"", "was claude-a and is now claude-b")]
    [InlineData("speed", null, "\"fast\"", "was standard and is now fast")]
    [InlineData("tool_choice", null, """{"type":"any"}""", "was auto and is now any")]
    [InlineData("tool_choice", """{"type":"auto"}""", """{"type":"auto","disable_parallel_tool_use":true}""", "was auto and is now auto (one at a time)")]
    [InlineData("thinking", null, """{"type":"enabled","budget_tokens":1024}""", "was unset and is now enabled 1024")]
    [InlineData("output_config", null, """{"effort":"low"}""", "was high and is now low")]
    [InlineData("output_config", null, """{"format":{"type":"json_schema"}}""", "has changed")]
    [InlineData("output_format", null, """{"type":"json_schema"}""", "has changed")]
    public void Parameters_that_are_rendered_into_the_prompt_count(string name, string? before, string now, string difference) =>
        Drift(With(name, before), With(name, now)).Should().ContainSingle().Which.Difference.Should().Be(difference);

    [Theory]
    [InlineData("max_tokens", "1", "2")]
    [InlineData("temperature", "0.1", "0.2")]
    [InlineData("stream", "true", "false")]
    [InlineData("metadata", """{"user_id":"a"}""", """{"user_id":"b"}""")]
    [InlineData("stop_sequences", """["a"]""", """["b"]""")]
    [InlineData("cache_control", null, """{"type":"ephemeral"}""")]
    [InlineData("tool_choice", null, """{"type":"auto"}""")]
    [InlineData("output_config", null, """{"effort":"high"}""")]
    [InlineData("speed", null, "\"standard\"")]
    [InlineData("output_config", """{"format":{"type":"json_schema"}}""", """{ "format" : { "type" : "json\u005fschema" } }""")]
    public void Parameters_that_are_not_do_not(string name, string? before, string now) => Drift(With(name, before), With(name, now)).Should().BeEmpty();

    [Fact]
    public void Images_and_citations_count_by_being_there_at_all()
    {
        const string Image = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"url","url":"u"}}]}]}""";
        const string Cited = """{"role":"user","content":[{"type":"document","source":{"type":"text","data":"d"},"citations":{"enabled":true}}]}""";

        Drift(Body(Question), Body(Question, Answer, Image)).Should().ContainSingle().Which.Place.Should().Be("images");
        Drift(Body(Question), Body(Question, Answer, Cited)).Should().ContainSingle().Which.Place.Should().Be("citations");
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Ä /"}],"system":"a\nb"}""", """{"system" : "a\u000ab", "messages":[{"content":"\u00c4 \/","role":"user"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"a"}]}""", """{"messages":[{"role":"user","content":[{"text":"a","type":"text","citations":null}]}]}""")]
    [InlineData("""{"system":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}],"messages":[]}""", """{"system":[{"type":"text","text":"a"}],"messages":[]}""")]
    [InlineData("""{"tools":[{"name":"a"},{"name":"z","defer_loading":true}],"messages":[]}""", """{"tools":[{"name":"a"}],"messages":[]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"a"},{"role":"user","content":"b"}]}""", """{"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]}""")]
    public void Another_spelling_of_the_same_prompt_is_no_drift(string before, string now) => Drift(before, now).Should().BeEmpty();

    [Fact]
    public void A_cache_control_inside_a_schema_is_the_callers_own() =>
        Drift(WithTools("""{"name":"a","input_schema":{"cache_control":1}}"""), WithTools("""{"name":"a","input_schema":{}}"""))
            .Should().ContainSingle().Which.Place.Should().Be("tools.0.input_schema.cache_control");

    [Fact]
    public void An_earlier_turn_that_was_edited_is_found_to_the_character()
    {
        var drift = Drift(Body("""{"role":"user","content":"It is 10:00. Why is the sky blue?"}"""),
            Body("""{"role":"user","content":"It is 10:01. Why is the sky blue?"}""", Answer, Next)).Should().ContainSingle().Subject;

        (drift.Kind, drift.Place, drift.Offset, drift.IsSameConversation)
            .Should().Be((PrefixDriftKind.MessageChanged, "messages.0.content.0.text", 10, true));
    }

    [Theory]
    [InlineData("""{"q":1,"r":2}""", """{"r":2,"q":1}""", PrefixDriftKind.KeyOrder, "messages.1.content.0.tool_use.input")]
    [InlineData("""{"q":1}""", """{"q":1.0}""", PrefixDriftKind.NumberSpelling, "messages.1.content.0.tool_use.input.q")]
    [InlineData("""{"q":"ab"}""", """{"q":"ac"}""", PrefixDriftKind.MessageChanged, "messages.1.content.0.tool_use.input.q")]
    public void An_input_that_was_sent_back_otherwise_is_found(string before, string now, PrefixDriftKind kind, string place)
    {
        static string Use(string input) => $$"""{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"a","input":{{input}}}]}""";
        const string Result = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"ok"}]}""";

        var drift = Drift(Body(Question, Use(before), Result), Body(Question, Use(now), Result, Answer, Next)).Should().ContainSingle().Subject;

        (drift.Kind, drift.Place).Should().Be((kind, place));
    }

    [Fact]
    public void A_block_that_was_taken_out_or_put_in_is_not_taken_for_a_changed_one()
    {
        const string Reminder = """{"role":"user","content":"Answer in French."}""";

        Drift(Body(Reminder, Question, Answer, Next), Body(Question, Answer, Next)).Should().ContainSingle().Which.Difference.Should().Be("no longer begins the conversation");
        Drift(Body(Question, Reminder, Answer, Next), Body(Question, Answer, Next)).Should().ContainSingle().Which.Difference.Should().Be("is gone");
        Drift(Body(Question, Answer, Next), Body(Question, Reminder, Answer, Next)).Should().ContainSingle().Which.Difference.Should().Be("was put in");
    }

    [Fact]
    public void A_window_that_slides_over_the_history_is_called_a_cut()
    {
        const string Other = """{"role":"assistant","content":"In the evening."}""";

        var drift = Drift(Body(Question, Answer, Next, Other, Question), Body(Next, Other, Question, Answer, Next)).Should().ContainSingle().Subject;

        (drift.Kind, drift.Place).Should().Be((PrefixDriftKind.HistoryCut, "messages.0"));
    }

    [Fact]
    public void Another_question_to_the_same_history_is_no_drift()
    {
        const string Other = """{"role":"user","content":"Is grass green?"}""";

        Drift(Body(Question, Answer, Next), Body(Question, Answer, Other)).Should().BeEmpty();
        Drift(Body(Question), Body(Next), Body(Other, Answer, Question)).Should().BeEmpty("these are three conversations");
    }

    [Fact]
    public void Conversations_may_take_turns()
    {
        var drift = Drift(
            Body(Question), Body(Next), Body(Question, Answer, Next), Body(Next, Answer, Question),
            Body(Question, """{"role":"assistant","content":"Because of scattering!"}""", Next, Answer, Next)).Should().ContainSingle().Subject;

        (drift.Earlier, drift.Later, drift.Place).Should().Be((2, 4, "messages.1.content.0.text"));
    }

    [Fact]
    public void Conversations_side_by_side_are_compared_in_what_they_share()
    {
        var drift = Drift($$"""{"system":"For Ada.","messages":[{{Question}}]}""", $$"""{"system":"For Bob.","messages":[{{Next}}]}""").Should().ContainSingle().Subject;

        (drift.Kind, drift.IsSameConversation).Should().Be((PrefixDriftKind.SystemChanged, false));
    }

    [Fact]
    public void A_drift_reads_as_a_sentence_and_quotes_no_prompt() =>
        Drift($$"""{"system":"It is 10:00.{{new string('x', 4000)}}","messages":[{{Question}}]}""", $$"""{"system":"It is 10:01.","messages":[{{Question}}]}""")
            .Single().ToString().Should().Be(
                "system.0.text differs at character 10: 1,008 tokens of request 0 are not read by request 1. "
                + "Move what changes into a block of its own at the end of the system prompt, or into the last user message.");

    [Fact]
    public void What_is_not_one_object_is_refused_by_name()
    {
        var lint = () => Drift(Body(Question), "[]");

        lint.Should().Throw<ArgumentException>().WithParameterName("bodies");
    }

    [Theory]
    [InlineData("""{"\ud800":1,"model":"\udfff","tools":[{"\ud800":{"input":"\ud800"}}],"messages":[{"\ud800":1,"content":"\ud800"}]}""")]
    [InlineData("""{"output_config":{"format":["\ud800"],"task_budget":{"\ud800":null}},"tool_choice":7,"thinking":[],"messages":[[]]}""")]
    public void Odd_requests_are_compared_as_far_as_they_go(string body)
    {
        var broken = body.Utf8();
        broken[body.IndexOf('1', StringComparison.Ordinal) is > 0 and var at ? at : body.IndexOf('7', StringComparison.Ordinal)] = (byte)'8';
        byte[] notUnicode = [.. "{\"system\":\""u8, 0xFF, .. "\",\"output_config\":{\"format\":\""u8, 0xFE, .. "\"}}"u8];

        Drift(body, body).Should().BeEmpty();
        PrefixLint.FindDrift(body.Utf8(), broken, notUnicode, notUnicode).Should().NotBeEmpty();
        PrefixLint.FindVolatileText(notUnicode).Should().BeEmpty();
    }

    [Fact]
    public void No_body_and_one_body_have_nothing_to_drift_from()
    {
        PrefixLint.FindDrift().Should().BeEmpty();
        Drift(Body(Question)).Should().BeEmpty();
    }

    private static string Body(params string[] messages) => $$"""{"messages":[{{string.Join(',', messages)}}]}""";

    private static string With(string name, string? value) => $$"""{{{(value is null ? "" : $"\"{name}\":{value},")}}"messages":[{{Question}}]}""";

    private static string WithTools(string tools) => $$"""{"tools":[{{tools}}],"messages":[{{Question}}]}""";

    private static IReadOnlyList<PrefixDrift> Drift(params string[] bodies) =>
        PrefixLint.FindDrift([.. bodies.Select(body => (ReadOnlyMemory<byte>)body.Utf8())]);
}
