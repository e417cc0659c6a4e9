using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Testing.Tokens;

namespace PromptCaching.Testing.PromptCache;

/// <summary>
/// One spelling for blocks that render alike: markers left out, escapes and white space evened out, the keys of a block in order.
/// Inside inputs and schemas the order of keys is what the model sees, and a field called cache_control is the caller's own.
/// </summary>
/// <remarks>Writes from the raw bytes of the body into one buffer that is used again for every block.</remarks>
internal sealed class CanonicalJson
{
    private readonly ByteBuffer _output = new();

    /// <summary>The properties of all objects that are being written, those of the innermost last.</summary>
    private JsonProperty[] _open = new JsonProperty[16];
    private int _count;

    public ReadOnlySpan<byte> Written => _output.Written;

    public void Clear() => _output.Clear();

    /// <summary>Writes a byte that is no JSON, such as what separates two blocks.</summary>
    public void WriteRaw(byte value) => _output.Write(value);

    /// <summary>Writes text that is no JSON, in UTF-8.</summary>
    public void WriteRaw(string text) => _output.Write(text);

    /// <summary>Writes a block; a string in place of blocks is the same as one text block.</summary>
    public void WriteBlock(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.String)
        {
            Write(block);
            return;
        }

        _output.Write("{\"text\":"u8);
        CanonicalText.Write(_output, RawText.Of(block));
        _output.Write(",\"type\":\"text\"}"u8);
    }

    public void Write(JsonElement element, bool verbatim = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, verbatim);
                break;
            case JsonValueKind.Array:
                WriteArray(element, verbatim);
                break;
            case JsonValueKind.String:
                CanonicalText.Write(_output, RawText.Of(element));
                break;
            case JsonValueKind.Undefined:
                break;
            default:
                _output.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private void WriteArray(JsonElement element, bool verbatim)
    {
        var next = (byte)'[';
        foreach (var item in element.EnumerateArray())
        {
            _output.Write(next);
            Write(item, verbatim);
            next = (byte)',';
        }

        _output.Write(next == '[' ? "[]"u8 : "]"u8);
    }

    private void WriteObject(JsonElement element, bool verbatim)
    {
        var first = _count;
        foreach (var property in element.EnumerateObject())
        {
            if (verbatim)
            {
                Push(property);
            }
            else if (property.Value.ValueKind != JsonValueKind.Null && Name(property) is var name && !name.SequenceEqual("cache_control"u8))
            {
                InsertInOrder(property, name, first);
            }
        }

        var next = (byte)'{';
        for (var index = first; index < _count; index++)
        {
            var property = _open[index];
            var name = Name(property);
            _output.WriteName(next, name);
            Write(property.Value, verbatim || IsVerbatim(name));
            next = (byte)',';
        }

        _count = first;
        _output.Write(next == '{' ? "{}"u8 : "}"u8);
    }

    private void Push(JsonProperty property)
    {
        if (_count == _open.Length)
        {
            Array.Resize(ref _open, 2 * _count);
        }

        _open[_count++] = property;
    }

    private void InsertInOrder(JsonProperty property, ReadOnlySpan<byte> name, int first)
    {
        Push(property);
        for (var at = _count - 1; at > first && name.SequenceCompareTo(Name(_open[at - 1])) < 0; at--)
        {
            (_open[at - 1], _open[at]) = (property, _open[at - 1]);
        }
    }

    private static ReadOnlySpan<byte> Name(JsonProperty property) => JsonMarshal.GetRawUtf8PropertyName(property);

    private static bool IsVerbatim(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("input"u8) || name.SequenceEqual("input_schema"u8) || name.SequenceEqual("input_examples"u8);
}
