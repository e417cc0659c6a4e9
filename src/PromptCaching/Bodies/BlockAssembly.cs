using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>One content block of a streamed message: the block as it started and what its deltas added.</summary>
internal sealed class BlockAssembly(JsonElement start)
{
    private readonly Dictionary<string, StringBuilder> _appended = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _replaced = new(StringComparer.Ordinal);
    private readonly List<JsonElement> _citations = [];
    private StringBuilder? _input;

    public void Apply(JsonElement delta)
    {
        switch (delta.Text("type"))
        {
            case "text_delta":
                Append("text", delta);
                break;
            case "thinking_delta":
                Append("thinking", delta);
                break;
            case "signature_delta":
                Append("signature", delta);
                break;
            case "input_json_delta":
                (_input ??= new StringBuilder()).Append(delta.Text("partial_json"));
                break;
            case "citations_delta" when delta.Object("citation") is { } citation:
                _citations.Add(citation);
                break;
            case "compaction_delta":
                foreach (var field in delta.EnumerateObject().Where(static field => !field.NameEquals("type")))
                {
                    _replaced[field.Name] = field.Value;
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

        foreach (var name in _appended.Keys.Where(name => !start.TryGetProperty(name, out _)))
        {
            writer.WriteString(name, _appended[name].ToString());
        }

        if (_citations.Count > 0 && !start.TryGetProperty("citations", out _))
        {
            writer.WritePropertyName("citations");
            WriteCitations(writer, default);
        }

        JsonMerge.WriteMissing(writer, start, _replaced);
        writer.WriteEndObject();
    }

    private void Append(string name, JsonElement delta)
    {
        if (!_appended.TryGetValue(name, out var text))
        {
            _appended[name] = text = new StringBuilder(start.Text(name));
        }

        text.Append(delta.Text(name));
    }

    private void WriteField(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (name == "input" && _input is { Length: > 0 })
        {
            WriteInput(writer, _input.ToString());
        }
        else if (name == "citations" && _citations.Count > 0)
        {
            WriteCitations(writer, value);
        }
        else if (_appended.TryGetValue(name, out var text))
        {
            writer.WriteStringValue(text.ToString());
        }
        else
        {
            (_replaced.TryGetValue(name, out var replaced) ? replaced : value).WriteTo(writer);
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

        _citations.ForEach(citation => citation.WriteTo(writer));
        writer.WriteEndArray();
    }
}
