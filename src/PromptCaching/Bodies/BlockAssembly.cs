using System.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>One content block of a streamed message: the block as it started and what its deltas added.</summary>
internal sealed class BlockAssembly(JsonElement start)
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    // Most blocks have one field that grows; what the others need is made when it is needed.
    private GrowingText? _text;
    private GrowingText? _thinking;
    private GrowingText? _signature;
    private GrowingText? _input;
    private Dictionary<string, JsonElement>? _replaced;
    private List<JsonElement>? _citations;

    public void Append(PlainEventKind kind, string? text)
    {
        switch (kind)
        {
            case PlainEventKind.Text:
                (_text ??= Begin("text")).Append(text);
                break;
            case PlainEventKind.Thinking:
                (_thinking ??= Begin("thinking")).Append(text);
                break;
            case PlainEventKind.Signature:
                (_signature ??= Begin("signature")).Append(text);
                break;
            case PlainEventKind.Input:
                (_input ??= new GrowingText("")).Append(text);
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
                (_citations ??= []).Add(citation.Clone());
                break;
            case "compaction_delta":
                foreach (var field in delta.EnumerateObject().Where(static field => !field.NameEquals("type")))
                {
                    (_replaced ??= new(StringComparer.Ordinal))[field.Name] = field.Value.Clone();
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Nothing more is expected: lets go of the room to grow in.</summary>
    public void End()
    {
        _text?.End();
        _thinking?.End();
        _signature?.End();
        _input?.End();
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in start.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            WriteField(writer, field.Name, field.Value);
        }

        WriteMissing(writer, "text", _text);
        WriteMissing(writer, "thinking", _thinking);
        WriteMissing(writer, "signature", _signature);

        if (_citations is not null && !start.TryGetProperty("citations", out _))
        {
            writer.WritePropertyName("citations");
            WriteCitations(writer, default);
        }

        JsonMerge.WriteMissing(writer, start, _replaced ?? Nothing);
        writer.WriteEndObject();
    }

    private GrowingText Begin(string name) => new(start.Text(name) ?? "");

    private GrowingText? Appended(string name) => name switch
    {
        "text" => _text,
        "thinking" => _thinking,
        "signature" => _signature,
        _ => null,
    };

    private void WriteMissing(Utf8JsonWriter writer, string name, GrowingText? text)
    {
        if (text is not null && !start.TryGetProperty(name, out _))
        {
            writer.WritePropertyName(name);
            text.WriteTo(writer);
        }
    }

    private void WriteField(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (name == "input" && _input is { IsEmpty: false })
        {
            WriteInput(writer, _input.ToString());
        }
        else if (name == "citations" && _citations is not null)
        {
            WriteCitations(writer, value);
        }
        else if (Appended(name) is { } text)
        {
            text.WriteTo(writer);
        }
        else
        {
            (_replaced is not null && _replaced.TryGetValue(name, out var replaced) ? replaced : value).CopyTo(writer);
        }
    }

    /// <summary>Eagerly streamed tool input is not validated by the server and may be cut: what is not JSON stays readable as a string.</summary>
    private static void WriteInput(Utf8JsonWriter writer, string input)
    {
        JsonElement parsed;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(input), JsonSettings.Document);
            parsed = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            JsonText.Write(writer, input);
            return;
        }

        parsed.CopyTo(writer);
    }

    private void WriteCitations(Utf8JsonWriter writer, JsonElement first)
    {
        writer.WriteStartArray();
        if (first.ValueKind == JsonValueKind.Array)
        {
            foreach (var citation in first.EnumerateArray())
            {
                citation.CopyTo(writer);
            }
        }

        _citations!.ForEach(citation => citation.CopyTo(writer));
        writer.WriteEndArray();
    }
}
