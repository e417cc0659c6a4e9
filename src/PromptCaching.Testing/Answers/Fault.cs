using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>Where an answer that began well ends badly: after so many events or bytes, quietly, with a reset or with an error event.</summary>
internal sealed record Fault(int? Events = null, int? Bytes = null, bool IsReset = false, ApiError? ErrorEvent = null)
{
    public IReadOnlyList<ReadOnlyMemory<byte>> Apply(IReadOnlyList<ReadOnlyMemory<byte>> whole)
    {
        var left = Bytes ?? int.MaxValue;
        var frames = new List<ReadOnlyMemory<byte>>();
        foreach (var frame in whole.Take(Events ?? whole.Count))
        {
            var part = frame[..Math.Min(left, frame.Length)];
            left -= part.Length;
            if (part.Length > 0)
            {
                frames.Add(part);
            }
        }

        if (ErrorEvent is { } error)
        {
            frames.Add(SseFrame.Error(error));
        }

        return frames;
    }
}
