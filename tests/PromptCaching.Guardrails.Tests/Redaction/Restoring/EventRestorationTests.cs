using System.Buffers;
using System.Text;
using PromptCaching.Guardrails.Redaction.Restoring;
using PromptCaching.Guardrails.Tests.Support;

namespace PromptCaching.Guardrails.Tests.Redaction.Restoring;

public sealed class EventRestorationTests
{
    private const string Start = "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n";
    private const string Stop = "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n";
    private static readonly RestoredValues _values = new(new Dictionary<string, string>
    {
        ["[EMAIL_1]"] = "a@x.org", ["[EMAIL_12]"] = "\"b\"\\@x.org", ["[NAME_1]"] = "Zoë\n😀", ["[LITERAL_1]"] = "[EMAIL_1]",
    });

    [Fact]
    public void A_placeholder_in_one_piece_is_restored_and_all_else_stays() =>
        Restore(Start + Text("To [EMAIL_1]:") + Stop).Should().Be(Start + Text("To a@x.org:") + Stop);

    [Fact]
    public void A_placeholder_in_many_pieces_is_restored_and_no_event_is_lost() =>
        Restore(Start + Text("To [") + Text("EMA") + Text("IL_1") + Text("2]!") + Stop)
            .Should().Be(Start + Text("To ") + Text("") + Text("") + Text("\\\"b\\\"\\\\@x.org!") + Stop);

    [Fact]
    public void Only_what_may_begin_a_placeholder_is_held_back() =>
        Restore(Text("a[0] [x] [") + Text("MAIL [EMAIL_9] [email_1]")).Should().Be(Text("a[0] [x] ") + Text("[MAIL [EMAIL_9] [email_1]"));

    [Fact]
    public void What_was_held_back_is_told_before_the_block_ends() =>
        Restore(Start + Text("see [EMA") + Stop).Should().Be(Start + Text("see ") + Text("[EMA") + Stop);

    [Fact]
    public void What_was_held_back_is_told_when_the_stream_is_cut() => Restore(Start + Text("see [EMA")).Should().Be(Start + Text("see ") + Text("[EMA"));

    [Fact]
    public void What_was_held_back_is_told_before_an_error()
    {
        const string Error = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";

        Restore(Text("[EMA") + Error).Should().Be(Text("") + Text("[EMA") + Error);
    }

    [Fact]
    public void Blocks_at_the_same_time_do_not_mix() =>
        Restore(Text("[EMAIL", 0) + Text("[NAME", 1) + Text("_1]", 0) + Text("_1]", 1))
            .Should().Be(Text("", 0) + Text("", 1) + Text("a@x.org", 0) + Text("Zoë\\n😀", 1));

    [Fact]
    public void A_ping_in_between_waits_for_nothing() =>
        Restore(Text("[EMAIL") + "event: ping\ndata: {\"type\": \"ping\"}\n\n" + Text("_1]"))
            .Should().Be(Text("") + "event: ping\ndata: {\"type\": \"ping\"}\n\n" + Text("a@x.org"));

    [Fact]
    public void A_tools_input_gets_values_escaped_for_the_json_that_it_is() =>
        Restore(Json("{\\\"to\\\":\\\"[EMAIL_1") + Json("2]\\\",\\\"l\\\":[") + Json("1]}"))
            .Should().Be(Json("{\\\"to\\\":\\\"") + Json("\\\\\\\"b\\\\\\\"\\\\\\\\@x.org\\\",\\\"l\\\":") + Json("[1]}"));

    [Fact]
    public void Thinking_stays_as_it_is()
    {
        const string Thinking = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"[EMAIL_1]\"}}\n\n";

        Restore(Thinking).Should().Be(Thinking);
    }

    [Fact]
    public void A_value_that_looks_like_a_placeholder_is_not_restored_again() => Restore(Text("[LITERAL_1]")).Should().Be(Text("[EMAIL_1]"));

    [Fact]
    public void What_comes_whole_is_restored_where_it_stands() =>
        Restore("data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"input\":{\"[EMAIL_1]\":\"[NAME_1]\"}}}\n\n")
            .Should().Contain("\"input\":{\"a@x.org\":\"Zoë\\n😀\"}");

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Other_ends_of_lines_stay(string end) =>
        Restore(Start.Replace("\n", end, StringComparison.Ordinal) + Text("[EMAIL_1]").Replace("\n", end, StringComparison.Ordinal))
            .Should().Be((Start + Text("a@x.org")).Replace("\n", end, StringComparison.Ordinal));

    [Fact]
    public void Any_cut_of_the_bytes_gives_the_same()
    {
        var stream = Start + Text("To [NAME") + Text("_1] <[EMAIL_1]>, [EMAIL_12") + "event: ping\r\ndata: {\"type\": \"ping\"}\r\n\r\n" + Text("] [") + Stop;
        var whole = Restore(stream);

        for (var cut = 1; cut < stream.Length; cut++)
        {
            Restore(stream, cut).Should().Be(whole, "cut every {0} bytes", cut);
        }
    }

    [Fact]
    public void Any_cut_of_the_text_into_deltas_says_the_same()
    {
        const string Said = "Dear [NAME_1], [[EMAIL_1]] or [EMAIL_12] [EMAIL_ [LITERAL_1][EMAIL_1";
        var expected = _values.Restore(Said, Escaping.None, out _);

        for (var seed = 0; seed < 300; seed++)
        {
            var chance = new Random(seed);
            var stream = new StringBuilder(Start);
            for (var at = 0; at < Said.Length;)
            {
                var length = Math.Min(Said.Length - at, 1 + chance.Next(6));
                stream.Append(Text(Said.Substring(at, length)));
                at += length;
            }

            TextOf(Restore(stream + Stop)).Should().Be(expected, "seed {0}", seed);
        }
    }

    private static string TextOf(string stream) => string.Concat(stream.Split('\n').Where(static line => line.Contains("text_delta", StringComparison.Ordinal))
        .Select(static line => System.Text.Json.Nodes.JsonNode.Parse(line["data: ".Length..])!["delta"]!["text"]!.GetValue<string>()));

    private static string Text(string json, int block = 0) =>
        $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":{block},\"delta\":{{\"type\":\"text_delta\",\"text\":\"{json}\"}} }}\n\n";

    private static string Json(string json) =>
        $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{{\"type\":\"input_json_delta\",\"partial_json\":\"{json}\"}}}}\n\n";

    private static string Restore(string stream, int cut = int.MaxValue)
    {
        var output = new ArrayBufferWriter<byte>();
        var restoration = new EventRestoration(_values);
        var bytes = stream.Utf8();
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(cut, bytes.Length - at);
            restoration.Feed(bytes.AsSpan(at, length), output);
            at += length;
        }

        restoration.End(output);
        return output.WrittenMemory.Utf8();
    }
}
