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
    private readonly List<JsonProperty> _open = [];

    public ReadOnlySpan<byte> Written => _output.Written;

    public void Clear() => _output.Clear();

    /// <summary>Writes bytes that are no JSON, such as what separates two blocks.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes) => _output.Write(bytes);

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
        var first = _open.Count;
        foreach (var property in element.EnumerateObject())
        {
            if (verbatim)
            {
                _open.Add(property);
            }
            else if (property.Value.ValueKind != JsonValueKind.Null && !Name(property).SequenceEqual("cache_control"u8))
            {
                InsertInOrder(property, first);
            }
        }

        var next = (byte)'{';
        for (var index = first; index < _open.Count; index++)
        {
            var name = Name(_open[index]);
            _output.Write(next);
            _output.Write((byte)'"');
            _output.Write(name);
            _output.Write("\":"u8);
            Write(_open[index].Value, verbatim || IsVerbatim(name));
            next = (byte)',';
        }

        _open.RemoveRange(first, _open.Count - first);
        _output.Write(next == '{' ? "{}"u8 : "}"u8);
    }

    private void InsertInOrder(JsonProperty property, int first)
    {
        var at = _open.Count;
        _open.Add(property);
        for (var name = Name(property); at > first && name.SequenceCompareTo(Name(_open[at - 1])) < 0; at--)
        {
            _open[at] = _open[at - 1];
        }

        _open[at] = property;
    }

    private static ReadOnlySpan<byte> Name(JsonProperty property) => JsonMarshal.GetRawUtf8PropertyName(property);

    private static bool IsVerbatim(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("input"u8) || name.SequenceEqual("input_schema"u8) || name.SequenceEqual("input_examples"u8);
}
