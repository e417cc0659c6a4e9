using System.Text;
using System.Text.Json;
using PromptCaching.Messages.Content;

namespace PromptCaching.Messages.Json;

/// <summary>Writes the fields that are set, then the extra fields whose names were not among them.</summary>
internal readonly ref struct FieldWriter(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> extra)
{
    private readonly List<string>? _written = extra.Count == 0 ? null : [];

    public void String(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            json.WriteStringValue(value);
        }
    }

    public void Boolean(ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } boolean)
        {
            Name(name);
            json.WriteBooleanValue(boolean);
        }
    }

    public void Number(ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            Name(name);
            json.WriteNumberValue(number);
        }
    }

    public void Number(ReadOnlySpan<byte> name, WireNumber? value)
    {
        if (value is { } number)
        {
            Name(name);
            number.Write(json);
        }
    }

    public void Element(ReadOnlySpan<byte> name, JsonElement? value)
    {
        if (value is { } element)
        {
            Name(name);
            WireJson.WriteElement(json, element);
        }
    }

    public void Object(ReadOnlySpan<byte> name, WireObject? value)
    {
        if (value is not null)
        {
            Name(name);
            value.Write(json);
        }
    }

    public void List(ReadOnlySpan<byte> name, IReadOnlyList<WireObject>? value)
    {
        if (value is not null)
        {
            Name(name);
            json.WriteStartArray();
            foreach (var item in value)
            {
                item.Write(json);
            }

            json.WriteEndArray();
        }
    }

    public void Strings(ReadOnlySpan<byte> name, IReadOnlyList<string>? value)
    {
        if (value is not null)
        {
            Name(name);
            json.WriteStartArray();
            foreach (var item in value)
            {
                json.WriteStringValue(item);
            }

            json.WriteEndArray();
        }
    }

    public void Elements(ReadOnlySpan<byte> name, IReadOnlyList<JsonElement>? value)
    {
        if (value is not null)
        {
            Name(name);
            json.WriteStartArray();
            foreach (var item in value)
            {
                WireJson.WriteElement(json, item);
            }

            json.WriteEndArray();
        }
    }

    public void Content(ReadOnlySpan<byte> name, MessageContent? value)
    {
        if (value is not null)
        {
            Name(name);
            value.WriteTo(json);
        }
    }

    public void WriteExtra()
    {
        foreach (var (name, value) in extra)
        {
            if (!_written!.Contains(name))
            {
                json.WritePropertyName(name);
                WireJson.WriteElement(json, value);
            }
        }
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        _written?.Add(Encoding.UTF8.GetString(name));
        json.WritePropertyName(name);
    }
}
