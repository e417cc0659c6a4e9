using System.Buffers;

namespace PromptCaching.Bodies;

/// <summary>Keeps of a whole message, as its bytes pass by, what stands beside its content: that is short however long the answer is.</summary>
/// <remarks>
/// Only the brackets and strings of the content are followed, so that its end is found; whether it is JSON inside is for whoever repeats it to make sure.
/// </remarks>
internal sealed class AnswerSkeleton
{
    /// <summary>What is longer than this without its content is none of the API's messages: nothing is known of it then.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly SearchValues<byte> Outside = SearchValues.Create("\"{}[]:"u8);
    private static readonly SearchValues<byte> Inside = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\"u8);
    private readonly ArrayBufferWriter<byte> _kept = new();
    private int _depth;
    private bool _isText;
    private bool _isEscaped;
    private bool _isContentNext;
    private bool _isContent;
    private bool _isTooLong;

    /// <summary>Gets the message with an empty content; nothing when even that is too long.</summary>
    public ReadOnlySpan<byte> Written => _isTooLong ? [] : _kept.WrittenSpan;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !_isTooLong)
        {
            var wasContent = _isContent;
            var length = Step(bytes);
            if (!wasContent)
            {
                Keep(bytes[..length]);
            }
            else if (!_isContent)
            {
                Keep(bytes[(length - 1)..length]);
            }

            bytes = bytes[length..];
        }
    }

    private static ReadOnlySpan<byte> ContentName => "\"content\""u8;

    /// <summary>Goes to the next byte that means something.</summary>
    /// <returns>How many bytes that is.</returns>
    private int Step(ReadOnlySpan<byte> bytes)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            return 1;
        }

        var at = bytes.IndexOfAny(_isText ? InText : _depth == 1 ? Outside : Inside);
        if (at < 0)
        {
            return bytes.Length;
        }

        switch (bytes[at])
        {
            case (byte)'"':
                _isText = !_isText;
                break;
            case (byte)'\\':
                _isEscaped = true;
                break;
            case (byte)':':
                _isContentNext = IsContentName(_kept.WrittenSpan);
                break;
            case (byte)'{' or (byte)'[':
                _isContent |= _isContentNext && _depth == 1;
                _depth++;
                break;
            default:
                _depth--;
                _isContent &= _depth > 1;
                break;
        }

        return at + 1;
    }

    /// <summary>Whether what was kept ends with that name, and not with a longer one that has a quotation mark in it.</summary>
    private static bool IsContentName(ReadOnlySpan<byte> kept) =>
        kept.EndsWith(ContentName) && kept[..^ContentName.Length] is not [.., (byte)'\\'];

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        _isTooLong = _kept.WrittenCount + bytes.Length > MostBytes;
        if (!_isTooLong)
        {
            _kept.Write(bytes);
        }
    }
}
