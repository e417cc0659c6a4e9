using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Values that a reader may stumble over, put in as they are spelled: no writer gets to tidy them up.</summary>
internal static class HostileValues
{
    private const string Mark = "~hostile~";
    private const string CopyMark = "~copy~";

    private static readonly string[] Spelled =
    [
        "null", "true", "false", "0", "-1", "1", "0.5", "1e400", "-1e400", "1e-400", "99999999999999999999999999", "2147483648", "9223372036854775808",
        "1.0", "-0", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\udc00\\ud83d\"", "\"\\u202e\"", "\"text\"", "\"tool_result\"", "\"system\"", "\"1h\"",
        "\"assistant\"", "[]", "{}", "[[]]", "[null]", "[{}]", "[\"a\"]", "{\"type\":null}", "{\"type\":1}", "{\"type\":\"text\"}", "{\"type\":\"ephemeral\"}",
        "{\"type\":\"image\",\"source\":[]}", "{\"\":{}}", "{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"look\",\"input\":{}}", "NaN", "Infinity", "01", "'a'",
    ];

    /// <summary>One of them as it is spelled.</summary>
    public static string Some(Random chance) => Value(chance.Next(Spelled.Length + 3), chance);

    public static JsonNode Pick(Random chance) => JsonValue.Create(Mark + chance.Next(Spelled.Length + 3) + Mark)!;

    /// <summary>A name that turns into another that is there already: JSON objects cannot hold a key twice, JSON texts can.</summary>
    public static string CopyOf(string name) => CopyMark + name;

    public static string Spell(string json, Random chance)
    {
        json = json.Replace(CopyMark, "", StringComparison.Ordinal);
        for (var start = json.IndexOf("\"" + Mark, StringComparison.Ordinal); start >= 0; start = json.IndexOf("\"" + Mark, StringComparison.Ordinal))
        {
            var end = json.IndexOf(Mark + "\"", start + Mark.Length + 1, StringComparison.Ordinal);
            var number = int.Parse(json.AsSpan(start + 1 + Mark.Length, end - start - 1 - Mark.Length), CultureInfo.InvariantCulture);
            json = json[..start] + Value(number, chance) + json[(end + Mark.Length + 1)..];
        }

        return json;
    }

    private static string Value(int number, Random chance) => (number - Spelled.Length) switch
    {
        0 => Nested(chance.Next(5, 70)),
        1 => Nested(chance.Next(5, 20_000)),
        2 => $"\"{new string('x', chance.Next(1, 20_000))}\"",
        _ => Spelled[number],
    };

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
