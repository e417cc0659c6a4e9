using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptCaching.Testing.Tests.Wire;

/// <summary>A stream without its words: one line for each event, with the form of its lines and its keys in order; runs of equal deltas are one line.</summary>
internal sealed partial record StreamSkeleton(IReadOnlyList<string> Events)
{
    /// <summary>Opaque to the API's own types: what it holds is the customer's or the tool's.</summary>
    private static readonly string[] _contents = ["input", "content", "citation"];

    public static StreamSkeleton Of(string stream)
    {
        var lines = new List<string>();
        foreach (var frame in stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = Form().Match(frame);
            var line = parts.Success ? Line(parts.Groups["event"].Value, parts.Groups["data"].Value) : $"other form: {frame}";
            if (lines.Count == 0 || lines[^1] != line)
            {
                lines.Add(line);
            }
        }

        return new StreamSkeleton(lines);
    }

    public StreamSkeleton WithoutPings()
    {
        var kept = new List<string>();
        foreach (var line in Events.Where(static line => !line.StartsWith("ping", StringComparison.Ordinal)))
        {
            if (kept.Count == 0 || kept[^1] != line)
            {
                kept.Add(line);
            }
        }

        return new StreamSkeleton(kept);
    }

    /// <summary>The kinds of events alone, with the types of blocks and deltas.</summary>
    public StreamSkeleton KindsOnly() => new([.. WithoutPings().Events.Select(static line => line[..line.IndexOf('{', StringComparison.Ordinal)])]);

    public bool Equals(StreamSkeleton? other) => other is not null && Events.SequenceEqual(other.Events);

    public override int GetHashCode() => Events.Count;

    public override string ToString() => string.Join('\n', Events);

    private static string Line(string name, string data)
    {
        using var document = JsonDocument.Parse(data);
        var json = document.RootElement;
        var part = json.TryGetProperty("content_block", out var block) ? block : json.TryGetProperty("delta", out var delta) ? delta : default;
        var type = part.ValueKind == JsonValueKind.Object && part.TryGetProperty("type", out var named) ? named.GetString() : "";
        var spelled = name == "ping" ? data : Keys(json);
        return $"{name} {type} {spelled}";
    }

    private static string Keys(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(",", json.EnumerateObject().Select(static property =>
            _contents.Contains(property.Name) ? property.Name : property.Name + Keys(property.Value)))}}}",
        JsonValueKind.Null => "=null",
        JsonValueKind.Array => "[]",
        _ => "",
    };

    [GeneratedRegex(@"\Aevent: (?<event>\w+)\ndata: (?<data>\{.*\})\z", RegexOptions.Singleline)]
    private static partial Regex Form();
}
