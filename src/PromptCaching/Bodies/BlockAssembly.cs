using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>One content block of a streamed message: the block as it started and what its deltas added.</summary>
internal sealed class BlockAssembly(JsonElement start)
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    // Most blocks have one field that grows; what the others need is made when it is needed.
    private readonly List<(string Name, StringBuilder Text)> _appended = new(1);
    private Dictionary<string, JsonElement>? _replaced;
    private List<JsonElement>? _citations;
    private StringBuilder? _input;

    public void Append(PlainEventKind kind, string? text)
    {
        switch (kind)
        {
            case PlainEventKind.Text:
                Append("text", text);
                break;
            case PlainEventKind.Thinking:
                Append("thinking", text);
                break;
            case PlainEventKind.Signature:
                Append("signature", text);
                break;
            case PlainEventKind.Input:
                (_input ??= new StringBuilder()).Append(text);
                break;
            default:
                break;
        }
    }

    public void Apply(JsonElement delta)
    {
        switch (delta.Text("type"))
        {
            case "text_delta":
                Append(PlainEventKind.Text, delta.Text("text"));
                break;
            case "thinking_delta":
                Append(PlainEventKind.Thinking, delta.Text("thinking"));
                break;
            case "signature_delta":
                Append(PlainEventKind.Signature, delta.Text("signature"));
                break;
            case "input_json_delta":
                Append(PlainEventKind.Input, delta.Text("partial_json"));
                break;
            case "citations_delta" when delta.Object("citation") is { } citation:
                (_citations ??= []).Add(citation);
                break;
            case "compaction_delta":
                foreach (var field in delta.EnumerateObject().Where(static field => !field.NameEquals("type")))
                {
                    (_replaced ??= new(StringComparer.Ordinal))[field.Name] = field.Value;
                }

                break;
            default:
                break;
        }
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in start.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            WriteField(writer, field.Name, field.Value);
        }

        foreach (var (name, text) in _appended.Where(field => !start.TryGetProperty(field.Name, out _)))
        {
            writer.WriteString(name, text.ToString());
        }

        if (_citations is not null && !start.TryGetProperty("citations", out _))
        {
            writer.WritePropertyName("citations");
            WriteCitations(writer, default);
        }

        JsonMerge.WriteMissing(writer, start, _replaced ?? Nothing);
        writer.WriteEndObject();
    }

    private void Append(string name, string? added)
    {
        if (Appended(name) is not { } text)
        {
            _appended.Add((name, text = new StringBuilder(start.Text(name))));
        }

        text.Append(added);
    }

    private StringBuilder? Appended(string name)
    {
        foreach (var field in _appended)
        {
            if (field.Name == name)
            {
                return field.Text;
            }
        }

        return null;
    }

    private void WriteField(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (name == "input" && _input is { Length: > 0 })
        {
            WriteInput(writer, _input.ToString());
        }
        else if (name == "citations" && _citations is not null)
        {
            WriteCitations(writer, value);
        }
        else if (Appended(name) is { } text)
        {
            writer.WriteStringValue(text.ToString());
        }
        else
        {
            (_replaced is not null && _replaced.TryGetValue(name, out var replaced) ? replaced : value).WriteTo(writer);
        }
    }

    /// <summary>Eagerly streamed tool input is not validated by the server and may be cut: what is not JSON stays readable as a string.</summary>
    private static void WriteInput(Utf8JsonWriter writer, string input)
    {
        JsonElement parsed;
        try
        {
            using var document = JsonDocument.Parse(input, JsonSettings.Document);
            parsed = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            writer.WriteStringValue(input);
            return;
        }

        parsed.WriteTo(writer);
    }

    private void WriteCitations(Utf8JsonWriter writer, JsonElement first)
    {
        writer.WriteStartArray();
        if (first.ValueKind == JsonValueKind.Array)
        {
            foreach (var citation in first.EnumerateArray())
            {
                citation.WriteTo(writer);
            }
        }

        _citations!.ForEach(citation => citation.WriteTo(writer));
        writer.WriteEndArray();
    }
}
