using PromptCaching.Bodies;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.TransportFaults;

/// <summary>A body that comes in pieces, slowly at times, and ends as planned.</summary>
internal sealed class FaultyBody : ForwardStream
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private readonly byte[] _bytes;
    private readonly Fault _fault;
    private readonly Random _chance;
    private readonly ManualTimeProvider _clock;
    private readonly int _end;
    private int _position;

    public FaultyBody(byte[] answer, Fault fault, Random chance, ManualTimeProvider clock)
    {
        (_fault, _chance, _clock) = (fault, chance, clock);
        var first = fault == Fault.ResetInBody ? 0 : AnswerTexts.ContentOf(answer);
        var isWithError = fault is Fault.OverloadedBefore or Fault.FailedBefore or Fault.TimedOutBefore or Fault.OverloadedAfter;
        var firstEnd = isWithError || fault == Fault.None ? answer.Length : 0;
        _end = fault switch
        {
            Fault.None => answer.Length,
            Fault.CutBefore or Fault.ResetBefore or Fault.SilentBefore => chance.Next(first + 1),
            Fault.OverloadedBefore or Fault.FailedBefore or Fault.TimedOutBefore => first,
            Fault.OverloadedAfter => AfterContent(answer, first),
            _ => AfterContent(answer, first) + chance.Next(answer.Length - 1 - AfterContent(answer, first)),
        };
        _bytes = firstEnd > 0 && isWithError ? [.. answer[.._end], .. AnswerTexts.ErrorEvent(fault)] : answer;
        _end = isWithError ? _bytes.Length : _end;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _end)
        {
            return await EndAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_chance.Next(10) == 0)
        {
            await Task.Delay(LongestPause * _chance.NextDouble(), _clock, cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(Math.Min(buffer.Length, _chance.Next(1, 400)), _end - _position);
        _bytes.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return count;
    }

    /// <summary>The end of the first event with content.</summary>
    private static int AfterContent(byte[] answer, int first) =>
        first <= 0 ? 0 : first + answer.AsSpan(first).IndexOf("\n\n"u8) + 2;

    private async ValueTask<int> EndAsync(CancellationToken cancellationToken)
    {
        if (_fault is Fault.ResetBefore or Fault.ResetAfter or Fault.ResetInBody)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "Reset in the body.");
        }

        if (_fault is Fault.SilentBefore or Fault.SilentAfter)
        {
            await Silence.UntilCanceledAsync(cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }
}
