using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The body ends after so many events or bytes: politely, with a broken connection, or short of its Content-Length.</summary>
internal sealed record CutBody(int? Events = null, int? Bytes = null, bool IsReset = false, bool KeepsLength = false) : IReplyFault
{
    public Reply Apply(Reply reply)
    {
        var left = Bytes ?? int.MaxValue;
        var frames = new List<ReadOnlyMemory<byte>>();
        foreach (var frame in reply.Frames.Take(Events ?? reply.Frames.Count))
        {
            var part = frame[..Math.Min(left, frame.Length)];
            left -= part.Length;
            if (part.Length > 0)
            {
                frames.Add(part);
            }
        }

        return SentOutput.Settle(reply with
        {
            Frames = frames,
            EndsInReset = reply.EndsInReset || IsReset,
            DeclaredLength = KeepsLength && !reply.IsStream ? reply.Frames.Sum(static frame => (long)frame.Length) : reply.DeclaredLength,
        });
    }
}
