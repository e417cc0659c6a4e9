using System.Buffers;
using System.Buffers.Binary;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Bytes that a key is made of: parts behind their lengths, so that no two descriptions run into each other. Rented; given back at the end.</summary>
internal ref struct CanonicalBuffer(int capacity)
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Gets the array that holds the bytes now; it changes when more room is needed.</summary>
    public readonly byte[] Rented => _bytes;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Adds a part behind its length.</summary>
    public void AddPart(ReadOnlySpan<byte> bytes)
    {
        var at = BeginPart();
        Add(bytes);
        EndPart(at);
    }

    /// <summary>Leaves room for the length of what follows.</summary>
    public int BeginPart()
    {
        Room(sizeof(int));
        Length += sizeof(int);
        return Length;
    }

    /// <summary>Fills in the length of a part.</summary>
    /// <param name="start">Where it began.</param>
    public readonly void EndPart(int start) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(start - sizeof(int)), Length - start);

    /// <summary>Gives what was written from a place on, to be changed; what is left of it stays.</summary>
    public readonly Span<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void Cut(int length) => Length = length;

    /// <summary>Gives room for bytes that are about to be written.</summary>
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + length));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(Length);
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
