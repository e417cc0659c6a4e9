using System.Buffers;
using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Storage;

/// <summary>Tells values as bytes: each behind its kind and its length, so that no two lists of values run into each other.</summary>
internal sealed class ParameterBytes(IBufferWriter<byte> output)
{
    private const int Deepest = 64;
    private int _depth;

    public void Write(object? value)
    {
        switch (value)
        {
            case null:
                Write('n', []);
                break;
            case string text:
                Write('s', Encoding.UTF8.GetBytes(text));
                break;
            case char character:
                Write('s', Encoding.UTF8.GetBytes([character]));
                break;
            case bool boolean:
                Write(boolean ? 't' : 'f', []);
                break;
            case Enum named:
                Write('e', Encoding.UTF8.GetBytes(named.GetType().FullName + "\0" + named.ToString("D")));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or System.Numerics.BigInteger:
                WriteText('i', (IFormattable)value, null);
                break;
            case decimal number:
                WriteText('m', number, "0.############################");
                break;
            case double number:
                WriteText('d', number, "R");
                break;
            case float number:
                WriteText('d', (double)number, "R");
                break;
            case Half number:
                WriteText('d', (double)number, "R");
                break;
            case DateTimeOffset or DateTime or DateOnly or TimeOnly:
                WriteText('o', (IFormattable)value, "O");
                break;
            case Guid or TimeSpan:
                WriteText('g', (IFormattable)value, null);
                break;
            case Uri address:
                Write('u', Encoding.UTF8.GetBytes(address.OriginalString));
                break;
            case byte[] bytes:
                Write('b', bytes);
                break;
            case ReadOnlyMemory<byte> bytes:
                Write('b', bytes.Span);
                break;
            case Memory<byte> bytes:
                Write('b', bytes.Span);
                break;
            default:
                WriteNested(value);
                break;
        }
    }

    private void WriteNested(object value)
    {
        if (++_depth > Deepest)
        {
            throw new ArgumentException($"A parameter of a key is nested deeper than {Deepest}, or holds itself.");
        }

        switch (value)
        {
            case JsonElement element:
                WriteElement(element);
                break;
            case IDictionary dictionary:
                WriteMembers(Members(dictionary));
                break;
            case IEnumerable sequence:
                Write('[', sequence.Cast<object?>().SelectMany(Bytes).ToArray());
                break;
            default:
                throw new ArgumentException(
                    $"A parameter of a key is a {value.GetType()}, of which nobody knows what makes two of them equal; "
                    + "give its parts, or serialize it to a text or a JsonElement.");
        }

        _depth--;
    }

    private void WriteElement(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteMembers(element.EnumerateObject().Select(member => (Bytes(member.Name), Bytes(member.Value))));
                break;
            case JsonValueKind.Array:
                Write('[', element.EnumerateArray().SelectMany(item => Bytes(item)).ToArray());
                break;
            case JsonValueKind.Number:
                Write('j', Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
            case JsonValueKind.String:
                Write(element.GetString());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Write(element.GetBoolean());
                break;
            default:
                Write(null);
                break;
        }
    }

    private IEnumerable<(byte[] Name, byte[] Value)> Members(IDictionary dictionary)
    {
        // Only the enumerator of the interface itself gives entries: as a sequence a dictionary gives pairs of its own types.
        var entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return (Bytes(entries.Key), Bytes(entries.Value));
        }
    }

    /// <summary>Members have no order: they are sorted by what they are called.</summary>
    private void WriteMembers(IEnumerable<(byte[] Name, byte[] Value)> members)
    {
        var sorted = members.ToList();
        sorted.Sort(static (one, other) => one.Name.AsSpan().SequenceCompareTo(other.Name));
        Write('{', sorted.SelectMany(static member => member.Name.Concat(member.Value)).ToArray());
    }

    private byte[] Bytes(object? value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        new ParameterBytes(bytes) { _depth = _depth }.Write(value);
        return bytes.WrittenSpan.ToArray();
    }

    private void WriteText(char kind, IFormattable value, string? format) =>
        Write(kind, Encoding.UTF8.GetBytes(value.ToString(format, CultureInfo.InvariantCulture)));

    private void Write(char kind, ReadOnlySpan<byte> bytes)
    {
        var span = output.GetSpan(1 + sizeof(int) + bytes.Length);
        span[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], bytes.Length);
        bytes.CopyTo(span[(1 + sizeof(int))..]);
        output.Advance(1 + sizeof(int) + bytes.Length);
    }
}
