using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptCaching.Guardrails.Validation.Wire;

namespace PromptCaching.Guardrails.Validation.Traffic;

/// <summary>Lets events pass as they come, and judges the whole before its last event: what is wrong is told in a comment in front of that.</summary>
/// <param name="answer">The answer as it comes.</param>
/// <param name="owner">What it belongs to.</param>
/// <param name="judge">Gets the whole; gives out the comment, where there is anything to say.</param>
internal sealed class PassingStream(Stream answer, IDisposable owner, Func<ReadOnlyMemory<byte>, string?> judge) : ReadOnlyStream
{
    private const int ReadLength = 16384;
    private readonly ArrayBufferWriter<byte> _all = new();
    private ReadOnlyMemory<byte> _comment;
    private int _commentAt = -1;
    private int _whole;
    private int _given;
    private bool _isJudged;
    private bool _isOver;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (_given == _commentAt && !_comment.IsEmpty)
            {
                var length = Math.Min(buffer.Length, _comment.Length);
                _comment[..length].CopyTo(buffer);
                _comment = _comment[length..];
                return length;
            }

            var end = _given < _commentAt ? _commentAt : _isOver ? _all.WrittenCount : _whole;
            if (_given < end)
            {
                var length = Math.Min(buffer.Length, end - _given);
                _all.WrittenMemory.Slice(_given, length).CopyTo(buffer);
                _given += length;
                return length;
            }

            if (_isOver)
            {
                break;
            }

            var count = await answer.ReadAsync(_all.GetMemory(ReadLength), cancellationToken).ConfigureAwait(false);
            _all.Advance(count);
            _isOver = count == 0;
            Look();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            answer.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Only whole events pass: one that is under way may be the last.</summary>
    private void Look()
    {
        while (EventBlock.Find(_all.WrittenSpan, _whole) is { } item)
        {
            if (!_isJudged && IsLast(item))
            {
                Judge(item.Whole);
            }

            _whole = item.Whole.End.Value;
        }

        if (_isOver && !_isJudged)
        {
            Judge(_all.WrittenCount.._all.WrittenCount);
        }
    }

    private void Judge(Range last)
    {
        _isJudged = true;
        if (judge(_all.WrittenMemory[..last.End]) is { } comment)
        {
            (_comment, _commentAt) = (Encoding.UTF8.GetBytes(comment), last.Start.Value);
        }
    }

    private bool IsLast(in EventBlock item)
    {
        var data = _all.WrittenSpan[item.Data];
        if (data.IndexOf("message_stop"u8) < 0 && data.IndexOf("error"u8) < 0)
        {
            return false;
        }

        try
        {
            return StreamEvent.Read(_all.WrittenSpan, item).Type is "message_stop" or "error";
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The verdict on the whole will say that it is unreadable.
            return false;
        }
    }
}
