using System.Text;
using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Tests.Recordings;

/// <summary>Reads JSON into our types, writes it again, and demands that nothing was lost, invented or changed.</summary>
internal static class RoundTrip
{
    public static Message Answer(string json, string because = "") => Of(json, Message.Parse, because);

    public static TokenCount TokenCount(string json, string because = "") => Of(json, PromptCaching.Messages.TokenCount.Parse, because);

    public static MessageRequest Request(string json, string because = "") => Of(json, MessageRequest.Parse, because);

    public static MessageStreamEvent Event(string json, string because = "") => Of(json, MessageStreamEvent.Parse, because);

    public static IReadOnlyList<MessageStreamEvent> Stream(string body, string because = "") =>
        [.. DataOf(body).Select(data => Event(data, because))];

    public static string Write(WireObject value) => Encoding.UTF8.GetString(WireJson.ToUtf8Bytes(value.WriteTo));

    /// <summary>The data of every server-sent event of a stream, its lines put together.</summary>
    public static IEnumerable<string> DataOf(string body) =>
        body.ReplaceLineEndings("\n").Split("\n\n")
            .Select(frame => string.Join('\n', frame.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)).Select(line => line[5..].TrimStart())))
            .Where(data => data.Length > 0);

    private static T Of<T>(string json, Parser<T> parse, string because)
        where T : WireObject
    {
        var value = parse(Encoding.UTF8.GetBytes(json));
        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(Write(value));
        JsonComparer.FirstDifference(expected.RootElement, actual.RootElement).Should().BeNull("{0}", because);
        return value;
    }

    private delegate T Parser<out T>(ReadOnlySpan<byte> utf8Json);
}
