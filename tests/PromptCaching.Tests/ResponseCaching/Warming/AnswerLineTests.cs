using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.Warming;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class AnswerLineTests
{
    [Fact]
    public void Every_member_of_a_line_is_read()
    {
        var read = Read("""
            {"request":{"a": 1},"response":{"b": 2},"scope":"s","ttl_seconds":1.5,"tags":["t","u"],"depends_on":{"doc":"v1"},
             "asked_at":"2026-11-20T12:00:00","request_id":"req","alternative":2,"labels":["00000000000000ff","0000000000000001:0000000000000002"],
             "headers":{"anthropic-beta":"x"},"hits":7}
            """);
        read.Request.Span.Utf8().Should().Be("""{"a": 1}""");
        read.Response.Span.Utf8().Should().Be("""{"b": 2}""");
        read.Call!.Should().BeEquivalentTo(new { Scope = "s", TimeToLive = TimeSpan.FromSeconds(1.5), Tags = new[] { "t", "u" } });
        read.Call!.DependsOn.Should().Equal(new Dictionary<string, string> { ["doc"] = "v1" });
        read.AskedAt.Should().Be(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), "a time without a zone is of UTC");
        (read.RequestId, read.Alternative).Should().Be(("req", 2));
        read.Labels.Should().Equal(new EntryLabel(255, 0), new EntryLabel(1, 2));
        read.Headers.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("anthropic-beta", "x"));
    }

    [Fact]
    public void What_is_null_or_missing_is_left_to_the_default()
    {
        foreach (var line in (string[])["""{"request":{}}""", """{"request":{},"response":null,"scope":null,"ttl_seconds":null,"tags":null,"asked_at":null,"unknown":null}"""])
        {
            var read = Read(line);
            read.Should().BeEquivalentTo(new { Response = ReadOnlyMemory<byte>.Empty, AskedAt = (DateTimeOffset?)null, RequestId = (string?)null, Alternative = 0 });
            read.Call.Should().Be(new ClaudeCall());
            read.Labels.Should().BeEmpty();
            read.Headers.Should().BeEmpty();
        }
    }

    [Fact]
    public void A_stream_is_written_as_a_text() =>
        Read("""{"request":{},"response":"event: x\ndata: \u00fc\n\n"}""").Response.Span.Utf8().Should().Be("event: x\ndata: ü\n\n");

    [Theory]
    [InlineData("[]", "The line is no object.")]
    [InlineData("{}", "'request' is missing.")]
    [InlineData("""{"request":null}""", "'request' is missing.")]
    [InlineData("""{"request":[]}""", "'request' is not an object.")]
    [InlineData("""{"request":{},"response":7}""", "'response' is not an object.")]
    [InlineData("""{"request":{},"response":" "}""", "'response' is not a text.")]
    [InlineData("""{"request":{},"scope":7}""", "'scope' is not a text.")]
    [InlineData("""{"request":{},"tags":{}}""", "'tags' is not a list.")]
    [InlineData("""{"request":{},"tags":[7]}""", "'tags' is not a text.")]
    [InlineData("""{"request":{},"labels":7}""", "'labels' is not a list.")]
    [InlineData("""{"request":{},"depends_on":[]}""", "'depends_on' is not an object.")]
    [InlineData("""{"request":{},"depends_on":{"a":1}}""", "'depends_on' is not a text.")]
    [InlineData("""{"request":{},"headers":"x"}""", "'headers' is not an object.")]
    [InlineData("""{"request":{},"alternative":-1}""", "'alternative' is not a number.")]
    [InlineData("""{"request":{},"alternative":1.5}""", "'alternative' is not a number.")]
    [InlineData("""{"request":{},"alternative":"1"}""", "'alternative' is not a number.")]
    [InlineData("""{"request":{},"ttl_seconds":0}""", "'ttl_seconds' is not a number of seconds above 0 and within a year.")]
    [InlineData("""{"request":{},"ttl_seconds":31536000.5}""", "'ttl_seconds' is not a number of seconds above 0 and within a year.")]
    [InlineData("""{"request":{},"asked_at":7}""", "'asked_at' is not a time.")]
    [InlineData("""{"request":{},"asked_at":"x"}""", "'asked_at' is not a time.")]
    [InlineData("""{"request":{},"request_id":""}""", "'request_id' is not a text.")]
    [InlineData("""{"request":{},"later":1}""", "'later' is not known.")]
    [InlineData("""{"request":{},"scope":"\ud800"}""", "The line holds half a surrogate pair, which is no text.")]
    public void What_is_wrong_with_a_line_is_said_by_name(string line, string words) =>
        line.Invoking(static text => Read(text)).Should().Throw<FormatException>().WithMessage(words);

    [Fact]
    public void What_is_no_json_or_no_text_is_told_apart()
    {
        ((Action)(() => Read("{"))).Should().Throw<FormatException>().WithMessage("The line is not JSON: *");
        ((Action)(() => AnswerLine.Read(new byte[] { 0xff }))).Should().Throw<FormatException>().WithMessage("The line is not UTF-8.");
    }

    [Fact]
    public void A_year_is_the_longest_time_and_no_alternative_the_least()
    {
        Read("""{"request":{},"ttl_seconds":31536000}""").Call!.TimeToLive.Should().Be(TimeSpan.FromDays(365));
        Read("""{"request":{},"alternative":0}""").Alternative.Should().Be(0);
    }

    private static WarmedAnswer Read(string line) => AnswerLine.Read(line.Utf8());
}
