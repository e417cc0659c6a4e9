using System.Buffers;

namespace PromptCaching.Tests.Storage.Files;

/// <summary>Bytes that lie in several arrays.</summary>
internal static class Pieces
{
    public static ReadOnlySequence<byte> Of(params byte[][] pieces)
    {
        var first = new Piece(pieces[0], 0);
        var last = pieces.Skip(1).Aggregate(first, static (before, bytes) => before.Then(bytes));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long at) => (Memory, RunningIndex) = (bytes, at);

        public Piece Then(byte[] bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
