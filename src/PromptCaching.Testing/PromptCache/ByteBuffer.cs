using System.Text;

namespace PromptCaching.Testing.PromptCache;

/// <summary>Bytes that are appended one after another and read as one span; keeps its memory when cleared.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        _length++;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    public void Write(string text) => _length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Writes what stands before a property, its name and the colon.</summary>
    public void WriteName(byte before, ReadOnlySpan<byte> name)
    {
        var output = Reserve(name.Length + 4);
        output[0] = before;
        output[1] = (byte)'"';
        name.CopyTo(output[2..]);
        output[name.Length + 2] = (byte)'"';
        output[name.Length + 3] = (byte)':';
        _length += name.Length + 4;
    }

    /// <summary>Gets room for bytes that are written directly; <see cref="Advance"/> says how many it were.</summary>
    public Span<byte> Reserve(int more)
    {
        if (_bytes.Length - _length < more)
        {
            Array.Resize(ref _bytes, Math.Max(_length + more, _bytes.Length * 2));
        }

        return _bytes.AsSpan(_length);
    }

    public void Advance(int written) => _length += written;
}
