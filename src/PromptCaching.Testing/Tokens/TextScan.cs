using System.Buffers.Text;

namespace PromptCaching.Testing.Tokens;

/// <summary>Weighs a text in one pass over its UTF-8 bytes, without decoding it; escapes of JSON are understood where it has them.</summary>
internal ref struct TextScan
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isEscaped;
    private int _at;
    private long _thousandths;

    private TextScan(ReadOnlySpan<byte> text, bool isEscaped)
    {
        _text = text;
        _isEscaped = isEscaped;
    }

    /// <summary>Weighs a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="isEscaped">Whether it is the inside of a JSON string, as it stands in the body.</param>
    /// <returns>Thousandths of a token of a model before 4.7.</returns>
    public static long Weigh(ReadOnlySpan<byte> utf8, bool isEscaped)
    {
        var scan = new TextScan(utf8, isEscaped);
        scan.Run();
        return scan._thousandths;
    }

    private void Run()
    {
        while (_at < _text.Length)
        {
            var kind = Next(out var length);
            switch (kind)
            {
                case CharacterKind.Lower or CharacterKind.Upper:
                    Word();
                    break;
                case CharacterKind.Digit:
                    _thousandths += (Take(CharacterKind.Digit) + 2) / 3 * TextWeights.ThreeDigits;
                    break;
                case CharacterKind.Space:
                    Spaces();
                    break;
                case CharacterKind.LineBreak:
                    Take(CharacterKind.LineBreak);
                    _thousandths += TextWeights.LineBreak;
                    break;
                case CharacterKind.Punctuation:
                    _thousandths += TextWeights.Punctuation + ((Take(CharacterKind.Punctuation) - 1) * TextWeights.NextPunctuation);
                    break;
                default:
                    _thousandths += OfOne(kind);
                    _at += length;
                    break;
            }
        }
    }

    private static int OfOne(CharacterKind kind) => kind switch
    {
        CharacterKind.Latin => TextWeights.LatinLetter,
        CharacterKind.Letter => TextWeights.OtherLetter,
        CharacterKind.Ideograph => TextWeights.Ideograph,
        CharacterKind.Symbol => TextWeights.Symbol,
        CharacterKind.LongSymbol => 2 * TextWeights.Symbol,
        _ => 0,
    };

    /// <summary>A word ends where a capital follows a small letter.</summary>
    private void Word()
    {
        var start = _at;
        while (_at < _text.Length && (uint)(_text[_at] - 'A') <= 'Z' - 'A')
        {
            _at++;
        }

        var capitals = _at - start;
        while (_at < _text.Length && (uint)(_text[_at] - 'a') <= 'z' - 'a')
        {
            _at++;
        }

        var length = _at - start;
        var free = capitals == length && length > 1 ? TextWeights.FreeCapitals : TextWeights.FreeLetters;
        _thousandths += TextWeights.Word + (Math.Max(0, length - free) * TextWeights.LongWordLetter);
    }

    private void Spaces()
    {
        if (Take(CharacterKind.Space) > 1)
        {
            _thousandths += TextWeights.Indentation;
        }
        else if (_at < _text.Length && Next(out _) is not (CharacterKind.Lower or CharacterKind.Upper or CharacterKind.Latin or CharacterKind.Letter))
        {
            _thousandths += TextWeights.SpaceBeforeOther;
        }
    }

    private int Take(CharacterKind kind)
    {
        var count = 0;
        while (_at < _text.Length && Next(out var length) == kind)
        {
            _at += length;
            count++;
        }

        return count;
    }

    private readonly CharacterKind Next(out int length)
    {
        var first = _text[_at];
        length = 1;
        return first == '\\' && _isEscaped && _at + 1 < _text.Length ? Escape(out length) : CharacterKinds.OfBytes[first];
    }

    private readonly CharacterKind Escape(out int length)
    {
        length = 2;
        switch ((char)_text[_at + 1])
        {
            case 'n' or 'r':
                return CharacterKind.LineBreak;
            case 't':
                return CharacterKind.Space;
            case 'u' when _at + 6 <= _text.Length && Utf8Parser.TryParse(_text.Slice(_at + 2, 4), out int unit, out var read, 'X') && read == 4:
                length = 6;

                // A letter spelt as an escape stands alone: too rare to be worth joining to its word.
                return CharacterKinds.OfCodeUnit(unit) is var kind and not (CharacterKind.Lower or CharacterKind.Upper) ? kind : CharacterKind.Latin;
            default:
                return CharacterKind.Punctuation;
        }
    }
}
