using System.Buffers;
using System.Text;
using System.Text.Json;
using CostExplorer.Import;
using CostExplorer.Workloads;

namespace CostExplorer.Tests.Import;

public sealed class LogFileTests
{
    private const string Body = """{"model":"claude-sonnet-5","max_tokens":5,"messages":[{"role":"user","content":"q"}]}""";

    [Theory]
    [InlineData(Body)]
    [InlineData("{\"body\":" + Body + "}")]
    [InlineData("{\"request\":" + Body + ",\"response\":{}}")]
    [InlineData("{\"request_body\":" + Body + "}")]
    [InlineData("""{"timestamp":"2026-11-01T00:00:00Z","model":"claude-sonnet-5","max_tokens":5,"messages":[{"role":"user","content":"q"}]}""")]
    [InlineData("""{"body":"{\"model\":\"claude-sonnet-5\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]}"}""")]
    public void A_Messages_request_is_taken_as_it_is(string line) => Read(line).Should().Equal(Body);

    [Theory]
    [InlineData("\"timestamp\":\"2026-11-01T00:00:00.500Z\"")]
    [InlineData("\"created\":1793491200.5")]
    [InlineData("\"ts\":1793491200500")]
    [InlineData("\"start_time\":\"1793491200500000\"")]
    public void The_time_is_found_under_common_names(string time) =>
        Requests($$"""{{{time}},"body":{{Body}}}""").Single().Time.Should().Be(new DateTimeOffset(2026, 11, 1, 0, 0, 0, 500, TimeSpan.Zero));

    [Fact]
    public void Requests_come_out_in_order_of_time() =>
        Requests($$"""{"ts":20,"conversation":"b","body":{{Body}}}""", $$"""{"ts":10,"conversation":"a","body":{{Body}}}""")
            .Select(static request => request.Conversation).Should().Equal("a", "b");

    [Fact]
    public void A_chat_request_becomes_a_Messages_request() =>
        Read("""
            {"model":"gpt-4o","messages":[{"role":"system","content":"s"},{"role":"user","content":"q"},{"role":"assistant","content":null,"tool_calls":
            [{"id":"c.1","type":"function","function":{"name":"f","arguments":"{\"a\":1}"}}]},{"role":"tool","tool_call_id":"c.1","content":"r"}]}
            """.ReplaceLineEndings("")).Should().Equal(
            """{"model":"claude-x","max_tokens":4096,"system":[{"type":"text","text":"s"}],"messages":["""
            + """{"role":"user","content":[{"type":"text","text":"q"}]},"""
            + """{"role":"assistant","content":[{"type":"tool_use","id":"c_1","name":"f","input":{"a":1}}]},"""
            + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"c_1","content":"r"}]}]}""");

    [Fact]
    public void A_line_without_a_request_is_named()
    {
        var bad = new BadLines("log");

        LogFile.Read(new MemoryStream(Encoding.UTF8.GetBytes("{\"a\":1}\n[]\nx\n" + Body)), bad, "claude-x", CancellationToken.None).Should().ContainSingle();

        bad.Sentence().Should().Be("log: 3 lines skipped: line 1 holds no request with messages; line 2 is not an object; line 3 is not JSON.");
    }

    internal static IReadOnlyList<string> Read(params string[] lines) => [.. Requests(lines).Select(BodyOf)];

    internal static IReadOnlyList<ImportedRequest> Requests(params string[] lines) =>
        LogFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))), new BadLines("log"), "claude-x", CancellationToken.None);

    private static string BodyOf(ImportedRequest request)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            request.WriteBody(writer);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
