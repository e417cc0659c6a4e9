using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Reads one line of a file that the response cache is warmed with.</summary>
internal static class AnswerLine
{
    private static readonly TimeSpan LongestTimeToLive = TimeSpan.FromDays(365);

    /// <exception cref="FormatException">The line says something that is not understood; the message says what.</exception>
    public static WarmedAnswer Read(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
        {
            throw new FormatException("The line is not UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(line, JsonSettings.Document);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : throw new FormatException("The line is no object.");
        }
        catch (JsonException wrong)
        {
            throw new FormatException("The line is not JSON: " + wrong.Message, wrong);
        }
        catch (InvalidOperationException wrong)
        {
            throw new FormatException("The line holds half a surrogate pair, which is no text.", wrong);
        }
    }

    private static WarmedAnswer Read(JsonElement line)
    {
        var read = line.EnumerateObject()
            .Where(static member => member.Value.ValueKind != JsonValueKind.Null)
            .Aggregate(new WarmedAnswer(default) { Call = new ClaudeCall() }, Apply);
        return read.Request.IsEmpty ? throw new FormatException("'request' is missing.") : read;
    }

    private static WarmedAnswer Apply(WarmedAnswer read, JsonProperty member) => member.Name switch
    {
        "request" => read with { Request = Bytes(Expect(member, JsonValueKind.Object)) },
        "response" when member.Value.ValueKind == JsonValueKind.String => read with { Response = Encoding.UTF8.GetBytes(Name(member, member.Value)) },
        "response" => read with { Response = Bytes(Expect(member, JsonValueKind.Object)) },
        "scope" => read with { Call = read.Call! with { Scope = Name(member, member.Value) } },
        "ttl_seconds" => read with { Call = read.Call! with { TimeToLive = Seconds(member) } },
        "tags" => read with { Call = read.Call! with { Tags = Names(member) } },
        "depends_on" => read with { Call = read.Call! with { DependsOn = Pairs(member).ToDictionary(StringComparer.Ordinal) } },
        "asked_at" => read with { AskedAt = Time(member) },
        "request_id" => read with { RequestId = Name(member, member.Value) },
        "alternative" => read with { Alternative = Number(member) },
        "labels" => read with { Labels = [.. Names(member).Select(static text => LabelText.Read(text))] },
        "headers" => read with { Headers = [.. Pairs(member)] },
        "hits" => read,
        _ => throw new FormatException($"'{member.Name}' is not known."),
    };

    private static byte[] Bytes(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).ToArray();

    private static JsonElement Expect(JsonProperty member, JsonValueKind kind) =>
        member.Value.ValueKind == kind ? member.Value : throw Wrong(member, kind == JsonValueKind.Object ? "an object" : "a list");

    private static string Name(JsonProperty member, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw Wrong(member, "a text");

    private static List<string> Names(JsonProperty member) =>
        [.. Expect(member, JsonValueKind.Array).EnumerateArray().Select(value => Name(member, value))];

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonProperty member) =>
        Expect(member, JsonValueKind.Object).EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, Name(member, pair.Value)));

    private static int Number(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var number) && number >= 0 ? number : throw Wrong(member, "a number");

    private static TimeSpan Seconds(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out var seconds) && seconds > 0 && seconds <= LongestTimeToLive.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(member, "a number of seconds above 0 and within a year");

    private static DateTimeOffset Time(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(member.Value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong(member, "a time");

    private static FormatException Wrong(JsonProperty member, string expected) => new($"'{member.Name}' is not {expected}.");
}
