using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The body comes a few bytes at a time, with a wait before each part but the first.</summary>
internal sealed record Trickle(int Bytes, TimeSpan Delay) : IReplyFault
{
    public Reply Apply(Reply reply) => reply with { Frames = [.. reply.Frames.SelectMany(Parts)], DelayBetweenFrames = Delay };

    private IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> frame)
    {
        for (var start = 0; start < frame.Length; start += Bytes)
        {
            yield return frame.Slice(start, Math.Min(Bytes, frame.Length - start));
        }
    }
}
