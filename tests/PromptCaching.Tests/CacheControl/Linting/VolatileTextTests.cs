using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Linting;

public sealed class VolatileTextTests
{
    [Theory]
    [InlineData(VolatileKind.Timestamp, "2025-11-20T10:11:12Z", "It is 2025-11-20T10:11:12Z.")]
    [InlineData(VolatileKind.Timestamp, "2025-11-20 10:11:12.123 +0100", "Rendered: 2025-11-20 10:11:12.123 +0100")]
    [InlineData(VolatileKind.Timestamp, "2025/11/20 10:11:12", "[2025/11/20 10:11:12] You are a bot.")]
    [InlineData(VolatileKind.Timestamp, "20251120T101112Z", "Stamp 20251120T101112Z.")]
    [InlineData(VolatileKind.Timestamp, "2025-11-20T10:11", "The current time is 2025-11-20T10:11")]
    [InlineData(VolatileKind.Timestamp, "Thu, 20 Nov 2025 10:11:12 GMT", "Thu, 20 Nov 2025 10:11:12 GMT")]
    [InlineData(VolatileKind.Timestamp, "Thu Nov 20 10:11:12 UTC 2025", "You run on Thu Nov 20 10:11:12 UTC 2025")]
    [InlineData(VolatileKind.Timestamp, "Thursday, November 20, 2025 at 10:11 AM", "Thursday, November 20, 2025 at 10:11 AM")]
    [InlineData(VolatileKind.Timestamp, "2024-05-15 15:00:00 EST", "The current time is 2024-05-15 15:00:00 EST.")]
    [InlineData(VolatileKind.Date, "Thursday, November 20, 2025", "Hello. Thursday, November 20, 2025")]
    [InlineData(VolatileKind.Date, "Thursday, 20th November 2025", "Thursday, 20th November 2025")]
    [InlineData(VolatileKind.Date, "2025-11-20", "Today's date is 2025-11-20.")]
    [InlineData(VolatileKind.Date, "20.11.2025", "Current date: 20.11.2025")]
    [InlineData(VolatileKind.Date, "November 20, 2025", "As of November 20, 2025 you are on call.")]
    [InlineData(VolatileKind.Date, "2025-11-20", "2025-11-20 is the current date.")]
    [InlineData(VolatileKind.Time, "12:34:56", "Started 12:34:56, be brief.")]
    [InlineData(VolatileKind.Time, "10:42 AM", "It is 10:42 AM.")]
    [InlineData(VolatileKind.EpochTime, "1763633472", "now=1763633472")]
    [InlineData(VolatileKind.EpochTime, "1763633472123", "\"timestamp\": 1763633472123")]
    [InlineData(VolatileKind.Guid, "7aa4110c-2d3c-4ebc-ab8d-3171d3469440", "Work item 7aa4110c-2d3c-4ebc-ab8d-3171d3469440.")]
    [InlineData(VolatileKind.Ulid, "01JD3Z7Q8W4R5T6Y9P0ABCDEFG", "Ticket 01JD3Z7Q8W4R5T6Y9P0ABCDEFG")]
    [InlineData(VolatileKind.Identifier, "req_011CVJk9", "Request id: req_011CVJk9")]
    [InlineData(VolatileKind.Identifier, "s-93f1c07d", "session_id=s-93f1c07d")]
    [InlineData(VolatileKind.Identifier, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData(VolatileKind.Counter, "123", "This is request #123.")]
    [InlineData(VolatileKind.Counter, "4", "You are on attempt 4.")]
    [InlineData(VolatileKind.Counter, "2", "Attempt 2 of 5: answer in JSON.")]
    [InlineData(VolatileKind.Nonce, "x7k2p", "nonce: x7k2p")]
    [InlineData(VolatileKind.Nonce, "9f86d081884c7d659a2feaa0c55ad015", "Marker 9f86d081884c7d659a2feaa0c55ad015 follows.")]
    public void Text_that_changes_is_found_with_its_place(VolatileKind kind, string value, string text)
    {
        var finding = InSystem(text).Should().ContainSingle().Subject;

        finding.Kind.Should().Be(kind);
        finding.Place.Should().Be("system.0.text");
        text.Substring(finding.Offset, finding.Length).Should().Be(value);
    }

    [Theory]
    [InlineData("Send the header anthropic-version: 2023-06-01.")]
    [InlineData("The current API version is 2023-06-01.")]
    [InlineData("You are claude-sonnet-4-5-20250929.")]
    [InlineData("Dates look like 2024-01-15, times like 10:11:12.")]
    [InlineData("Use ISO 8601, e.g. 2024-01-15T10:11:12Z.")]
    [InlineData("Your training data ends before 2025-03-31.")]
    [InlineData("Knowledge cutoff: November 20, 2025")]
    [InlineData("The contract was signed on 2019-04-01 in Bern.")]
    [InlineData("We are open from 09:00 to 17:30, deliveries until 12:34:56.")]
    [InlineData("Batch window: 02:00:00")]
    [InlineData("It costs 1763633472 yen, or $1,234.56.")]
    [InlineData("Call +49 30 1234567890 or 555-0123-4567.")]
    [InlineData("Account timestamped by hand; order 1234567890123456.")]
    [InlineData("See https://docs.example.com/7aa4110c-2d3c-4ebc-ab8d-3171d3469440/2025-11-20T10:11:12Z for more.")]
    [InlineData("Use 00000000-0000-0000-0000-000000000000 for nobody.")]
    [InlineData("Ids are UUIDs such as 7aa4110c-2d3c-4ebc-ab8d-3171d3469440.")]
    [InlineData("Image digest sha256:9f86d081884c7d659a2feaa0c55ad0159f86d081884c7d65")]
    [InlineData("Built from 675399f73a52ff88383a475ad8ffba9aed65bd71.")]
    [InlineData("  12: let x = 1;\n  13: let y = 2;")]
    [InlineData("Step 2: retry 3 times. Merge pull request #168. See issue #42.")]
    [InlineData("Minimum -9007199254740991, maximum 9007199254740991.")]
    [InlineData("The session id is abc123. Set nonce to your-nonce-12345.")]
    [InlineData("Arrival Time: 12:00, Departure date: 2025-11-20")]
    public void Text_that_only_looks_like_it_is_left_alone(string text) => InSystem(text).Should().BeEmpty();

    [Theory]
    [InlineData(VolatileSeverity.Low, "Today is 2025-11-20.")]
    [InlineData(VolatileSeverity.Medium, "Current time: 10:42")]
    [InlineData(VolatileSeverity.High, "Current time: 10:42:17")]
    public void What_changes_more_often_is_worse(VolatileSeverity severity, string text) =>
        InSystem(text).Should().ContainSingle().Which.Severity.Should().Be(severity);

    [Fact]
    public void What_stands_behind_it_is_at_stake()
    {
        var findings = Lint(new JsonObject { ["system"] = $"Request id: 8f3c2a91d4 {new string('x', 4000)} now=1763633472" });

        findings.Select(finding => finding.TokensAtStake).Should().Equal(1006, 2);
    }

    [Fact]
    public void A_finding_reads_as_a_sentence_and_does_not_tell_the_value()
    {
        var finding = InSystem("You serve tenant 5. Session id: 93f1c07d-55aa").Should().ContainSingle().Subject;

        finding.ToString().Should().Be(
            "system.0.text, character 32: an id \"…nant #. Session id: ########-####\", 3 tokens behind it (Medium severity). "
            + "Send it as a header or in metadata.user_id, which are no part of the prompt, or move it into the last user message.");
    }

    [Fact]
    public void Every_part_of_the_prefix_is_looked_at_in_its_order() =>
        Lint("""
            {"messages":[{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"Today is 2025-11-20"}]},
                         {"role":"assistant","content":"Hi"},{"role":"user","content":"It is now 2025-11-20T10:11:12Z"}],
             "system":[{"type":"text","text":"ok"},{"type":"text","text":"Time: 10:11:12"}],
             "tools":[{"name":"a"},{"name":"b","description":"Today is 2025-11-20.","input_schema":{"type":"object","properties":
                {"when":{"type":"string","description":"Such as 2025-11-20","default":"2025-11-20T10:11:12.345678"},
                 "day":{"type":"string","description":"Current date: 2025-11-20","examples":["today is 2025-11-20"]}}}}]}
            """.Json())
            .Select(finding => finding.Place).Should().Equal(
                "tools.1.description",
                "tools.1.input_schema.properties.when.default",
                "tools.1.input_schema.properties.day.description",
                "system.1.text",
                "messages.0.content.1.text");

    [Fact]
    public void The_last_question_may_say_what_it_likes_unless_it_is_marked_ahead_of_its_end()
    {
        const string Clock = """{"type":"text","text":"Current time: 10:11:12"}""";
        const string Marked = """{"type":"text","text":"A document.","cache_control":{"type":"ephemeral"}}""";

        Lint($$"""{"messages":[{"role":"user","content":[{{Clock}},{"type":"text","text":"Why?"}]}]}""".Json()).Should().BeEmpty();
        Lint($$"""{"messages":[{"role":"user","content":[{{Clock}},{{Marked}}]}]}""".Json()).Should().BeEmpty("a marked end is for the next turn");
        Lint($$"""{"messages":[{"role":"user","content":[{{Clock}},{{Marked}},{"type":"text","text":"Why?"}]}]}""".Json())
            .Should().ContainSingle().Which.Severity.Should().Be(VolatileSeverity.Low);
    }

    [Fact]
    public void Answers_results_and_documents_hold_dates_that_stay_as_they_are() =>
        Lint("""
            {"messages":[
              {"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"Today is 2025-11-20 10:11:12"}}]},
              {"role":"assistant","content":[{"type":"text","text":"It is 10:11:12"},{"type":"tool_use","id":"toolu_1","name":"t","input":{"at":"2025-11-20T10:11:12Z"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"now=1763633472"}]},
              {"role":"user","content":"And?"}]}
            """.Json()).Should().BeEmpty();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tools":{},"system":7,"messages":"?"}""")]
    [InlineData("""{"tools":[1,null,"x",[]],"system":[1,null,[]],"messages":[1,null,{"content":7},{"content":[1,null,{"type":1,"text":2}]}]}""")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{"system":"half a pair \ud800 and a time"}""")]
    [InlineData("""{"system":"","system":"twice"}""")]
    public void Odd_requests_are_read_as_far_as_they_go(string body) => Lint(body.Json()).Should().BeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"system\":")]
    [InlineData("{} {}")]
    public void What_is_not_one_object_is_refused_by_name(string body)
    {
        var lint = () => PrefixLint.FindVolatileText(body.Utf8());

        lint.Should().Throw<ArgumentException>().WithMessage("The body of a Messages request is one JSON object*").WithParameterName("body");
    }

    private static IReadOnlyList<VolatileText> InSystem(string text) => Lint(new JsonObject { ["system"] = text });

    private static IReadOnlyList<VolatileText> Lint(JsonNode body) => PrefixLint.FindVolatileText(body.ToJsonString().Utf8());

    private static IReadOnlyList<VolatileText> Lint(JsonElement body) => PrefixLint.FindVolatileText(body.GetRawText().Utf8());
}
