using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Replay;

/// <summary>Hands an event stream out event by event, with a pause before each but the first.</summary>
internal sealed class PacedStream(ReadOnlyMemory<byte> events, TimeSpan delay, TimeProvider time) : ForwardStream
{
    private ReadOnlyMemory<byte> _left = events;
    private int _eventLeft;
    private bool _hasBegun;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_left.IsEmpty || buffer.IsEmpty)
        {
            return 0;
        }

        if (_eventLeft == 0)
        {
            if (_hasBegun)
            {
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            }

            _hasBegun = true;
            var end = _left.Span.IndexOf("\n\n"u8);
            _eventLeft = end < 0 ? _left.Length : end + 2;
        }

        var count = Math.Min(buffer.Length, _eventLeft);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        _eventLeft -= count;
        return count;
    }
}
