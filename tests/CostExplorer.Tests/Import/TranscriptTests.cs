namespace CostExplorer.Tests.Import;

public sealed class TranscriptTests
{
    private static readonly string Question = Line("user", "u1", null, "10:00:00", """{"role":"user","content":"q"}""");

    [Fact]
    public void Each_answer_was_one_request_however_many_lines_it_has()
    {
        var bodies = LogFileTests.Read(
            Question,
            Answer("a1", "u1", "m1", """{"type":"text","text":"t"}"""),
            Answer("a2", "a1", "m1", """{"type":"tool_use","id":"c","name":"f","input":{}}"""),
            Line("user", "u2", "a2", "10:00:09", """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"r"}]}"""),
            Line("progress", "p", "u2", "10:00:10", "null"),
            Answer("a3", "p", "m2", """{"type":"text","text":"done"}"""));

        bodies.Should().HaveCount(2);
        bodies[0].Should().EndWith("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"q\"}]}]}");
        bodies[1].Should().EndWith(
            """{"role":"assistant","content":[{"type":"text","text":"t"},{"type":"tool_use","id":"c","name":"f","input":{}}]},"""
            + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"r"}]}]}""");
    }

    [Fact]
    public void The_results_of_parallel_calls_come_together_though_each_is_a_branch()
    {
        var bodies = LogFileTests.Read(
            Question,
            Answer("a1", "u1", "m1", """{"type":"tool_use","id":"c1","name":"f","input":{}}"""),
            Line("user", "r1", "a1", "10:00:02", """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"1"}]}"""),
            Answer("a2", "a1", "m1", """{"type":"tool_use","id":"c2","name":"f","input":{}}"""),
            Line("user", "r2", "a2", "10:00:03", """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c2","content":"2"}]}"""),
            Answer("a3", "r2", "m2", """{"type":"text","text":"done"}"""));

        bodies[^1].Should().EndWith(
            """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"1"},"""
            + """{"type":"tool_result","tool_use_id":"c2","content":"2"}]}]}""");
    }

    [Fact]
    public void A_call_without_a_result_is_left_out() =>
        LogFileTests.Read(
            Question,
            Answer("a1", "u1", "m1", """{"type":"tool_use","id":"c1","name":"f","input":{}}"""),
            Line("user", "u2", "a1", "10:00:03", """{"role":"user","content":"stop"}"""),
            Answer("a2", "u2", "m2", """{"type":"text","text":"ok"}"""))[^1].Should().NotContain("tool_use");

    [Fact]
    public void The_request_was_made_when_its_last_message_was() =>
        LogFileTests.Requests(Question, Answer("a1", "u1", "m1", """{"type":"text","text":"t"}""")).Single().Time!.Value.TimeOfDay
            .Should().Be(TimeSpan.FromHours(10));

    [Fact]
    public void Text_of_the_same_size_stands_in_for_what_the_transcript_does_not_hold() =>
        LogFileTests.Read(Question, Answer("a1", "u1", "m1", """{"type":"text","text":"t"}""", 5000))[0].Length.Should().BeInRange(19_900, 20_300);

    private static string Answer(string id, string parent, string message, string block, int promptTokens = 0) => Line(
        "assistant", id, parent, "10:00:05",
        $$"""{"id":"{{message}}","role":"assistant","model":"claude-opus-4-6","content":[{{block}}],"usage":{"input_tokens":{{promptTokens}} } }""");

    private static string Line(string type, string id, string? parent, string time, string message) => $$"""
        {"type":"{{type}}","uuid":"{{id}}","parentUuid":{{(parent is null ? "null" : $"\"{parent}\"")}},"sessionId":"s",
        "timestamp":"2026-11-01T{{time}}Z","message":{{message}} }
        """.ReplaceLineEndings("");
}
