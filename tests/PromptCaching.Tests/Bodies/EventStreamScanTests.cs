using System.Net.ServerSentEvents;
using System.Text;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public class EventStreamScanTests
{
    [Fact]
    public void Random_streams_are_cut_into_the_same_events_as_by_the_parser_of_the_framework_in_whatever_pieces_they_come()
    {
        var events = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var stream = RandomStream(random);
            var expected = ByTheFramework(stream);
            for (var repetition = 0; repetition < 5; repetition++)
            {
                Scan(stream, () => random.Next(1, 12)).Should().Equal(expected, "seed {0}: {1}", seed, stream.Utf8());
            }

            Scan(stream, () => int.MaxValue).Should().Equal(expected, "seed {0}: {1}", seed, stream.Utf8());
            events += expected.Count;
        }

        events.Should().BeGreaterThan(1000);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_kind_of_line_end_is_understood_wherever_the_pieces_end(string lineEnd)
    {
        var stream = string.Join(lineEnd, ": comment", "event: a", "data: one", "data:two", "", "", "id: 7", "data", "", "event: b", "", "data:  x", "", "").Utf8();

        for (var size = 1; size <= stream.Length; size++)
        {
            Scan(stream, () => size).Should().Equal(("a", "one\ntwo"), ("", ""), ("", " x"));
        }
    }

    [Fact]
    public void The_data_of_an_event_that_is_too_long_come_as_none_and_the_next_event_is_whole()
    {
        var stream = "event: a\ndata: 12345678901\n\nevent: b\ndata: 12345\ndata: 67890\n\nevent: c\ndata: 1234\ndata: 5678\n\n".Utf8();
        for (var size = 1; size <= stream.Length; size++)
        {
            var events = new List<(string, string)>();
            var scan = new EventStreamScan((name, data) => events.Add((name.ToArray().Utf8(), data.ToArray().Utf8())), longest: 9);
            foreach (var piece in stream.Chunk(size))
            {
                scan.Feed(piece);
            }

            events.Should().Equal(("a", ""), ("b", ""), ("c", "1234\n5678"));
        }
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_once_and_only_at_the_start()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];

        for (var size = 1; size < 6; size++)
        {
            Scan([.. mark, .. "data: a\n\n"u8], () => size).Should().Equal(("", "a"));
            Scan([.. "data: a\n\n"u8, .. mark, .. "data: b\n\n"u8], () => size).Should().Equal(("", "a"));
        }
    }

    [Fact]
    public void An_event_without_its_empty_line_was_cut_and_does_not_count() =>
        Scan("data: a\n\nevent: b\ndata: b\n"u8.ToArray(), () => 3).Should().Equal(("", "a"));

    /// <summary>The parser of the framework keeps it; the standard, and the API's own libraries, do not.</summary>
    [Fact]
    public void A_name_without_data_is_forgotten_at_the_empty_line() =>
        Scan("event: a\n\ndata: b\n\n"u8.ToArray(), () => int.MaxValue).Should().Equal(("", "b"));

    private static List<(string Name, string Data)> Scan(byte[] stream, Func<int> pieceSize)
    {
        var events = new List<(string, string)>();
        var scan = new EventStreamScan((name, data) => events.Add((name.Utf8(), data.Utf8())));
        for (var position = 0; position < stream.Length;)
        {
            var size = Math.Min(pieceSize(), stream.Length - position);
            scan.Feed(stream.AsSpan(position, size));
            position += size;
        }

        return events;
    }

    private static List<(string Name, string Data)> ByTheFramework(byte[] stream)
    {
        using var source = new MemoryStream(stream);
        return [.. SseParser.Create(source).Enumerate().Select(item => (item.EventType == "message" ? "" : item.EventType, item.Data))];
    }

    private static byte[] RandomStream(Random random)
    {
        string[] lineEnds = ["\n", "\r\n", "\r"];
        var usual = lineEnds[random.Next(3)];
        var text = new StringBuilder(random.Next(4) == 0 ? "\uFEFF" : "");
        var lines = random.Next(5, 60);
        for (var line = 0; line < lines; line++)
        {
            text.Append(random.Next(12) switch
            {
                0 => "",
                1 => ": a comment: with a colon",
                2 => "event: " + Word(random) + usual + "data: named",
                3 => "event:" + Word(random) + usual + "data",
                4 => "data:" + Word(random),
                5 => "data",
                6 => "data:  two spaces",
                7 => "id: 1",
                8 => "something: else",
                9 => "",
                10 => ":",
                _ => "data: {\"x\":\"" + Word(random) + "\"}",
            });
            text.Append(random.Next(5) == 0 ? lineEnds[random.Next(3)] : usual);
        }

        // Every event has its end: what the two make of a cut one differs, on purpose (see below).
        return text.Append("\n\n").ToString().Utf8();
    }

    private static string Word(Random random) => ((string[])["a", "beta", "übergröße", "😀 😀", "x:y", " "])[random.Next(6)];
}
