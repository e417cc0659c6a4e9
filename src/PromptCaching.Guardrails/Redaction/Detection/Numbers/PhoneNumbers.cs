namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>Telephone numbers: with a country's code (E.164: 8 to 15 digits), in the North American form, or behind a word that announces one.</summary>
internal static class PhoneNumbers
{
    private const int Most = 15;
    private const int Fewest = 8;
    private const int FewestAnnounced = 6;
    private const int Longest = 24;
    private const int CueReach = 24;

    private static readonly string[] _american =
        ["ddd-ddd-dddd", "ddd.ddd.dddd", "ddd ddd dddd", "ddd) ddd-dddd", "ddd) ddd dddd", "ddd)ddd-dddd", "d-ddd-ddd-dddd"];

    private static readonly string[] _cues =
    [
        "phone", "telephone", "tel", "mobile", "cell", "cellphone", "call", "fax", "whatsapp", "sms", "dial", "handy", "telefon", "mobil", "rufnummer",
        "festnetz", "anrufen", "téléphone", "portable", "teléfono", "telefono", "móvil", "cellulare", "celular", "telefone", "telefoon", "mobiel",
        "电话", "手机", "電話", "携帯",
    ];

    public static int LengthAt(ref TextScan scan, int start, out int from)
    {
        from = start;
        if (!scan.IsDigitAt(start))
        {
            return 0;
        }

        if (scan.IsAt(start - 1, '+') || (scan.IsAt(start - 1, '(') && scan.IsAt(start - 2, '+')))
        {
            return International(ref scan, start, out from);
        }

        if (scan.Text[start..].StartsWith("00", StringComparison.Ordinal) && !NumberShape.GoesOnBefore(scan, start) && !scan.IsAt(start + 2, '0'))
        {
            var end = EndOf(ref scan, start, out var digits, out var isEven);
            var number = scan.Text[start..end];
            return digits is >= Fewest + 3 and <= Most + 2 && isEven && !IsAnyNumber(number) && IsOfPlan(number[2..], digits - 2) ? end - start : 0;
        }

        return American(ref scan, start, out from) is > 0 and var length ? length : Announced(ref scan, start, out from);
    }

    private static int International(ref TextScan scan, int start, out int from)
    {
        from = scan.IsAt(start - 1, '+') ? start - 1 : start - 2;
        from = scan.IsAt(from - 1, '(') && scan.IsAt(start - 1, '+') ? from - 1 : from;
        if (scan.Text[start] == '0' || scan.IsWordAt(from - 1))
        {
            return 0;
        }

        var end = EndOf(ref scan, start, out var digits, out var isEven);
        return digits is >= Fewest and <= Most && isEven && IsOfPlan(scan.Text[start..end], digits) ? end - from : 0;
    }

    private static int American(ref TextScan scan, int start, out int from)
    {
        from = start;
        Span<char> digits = stackalloc char[NumberShape.Longest];
        Span<char> room = stackalloc char[NumberShape.Longest];
        var look = room[..NumberShape.Look(ref scan, start, room)];
        foreach (var shape in _american)
        {
            var count = NumberShape.Match(ref scan, start, look, shape, digits);
            var area = count > 10 ? 1 : 0;
            if (count == 0 || digits[area] < '2' || digits[area + 3] < '2' || (shape[3] == ')') != scan.IsAt(start - 1, '('))
            {
                continue;
            }

            from = shape[3] == ')' ? start - 1 : start;
            return shape.Length + start - from;
        }

        return 0;
    }

    private static int Announced(ref TextScan scan, int start, out int from)
    {
        from = start;
        var end = EndOf(ref scan, start, out var digits, out _);
        if (digits is < FewestAnnounced or > Most || IsAnyNumber(scan.Text[start..end]) || NumberShape.GoesOnBefore(scan, start)
            || !scan.HasCue(start, CueReach, _cues))
        {
            return 0;
        }

        from = scan.IsAt(start - 1, '(') && scan.Text[start..end].Contains(')') ? start - 1 : start;
        return end - from;
    }

    /// <summary>Goes to the end of a number that may have groups.</summary>
    /// <param name="scan">The text.</param>
    /// <param name="start">The first digit.</param>
    /// <param name="digits">How many digits there are.</param>
    /// <param name="isEven">Whether it is parted as people part telephone numbers: see below.</param>
    private static int EndOf(ref TextScan scan, int start, out int digits, out bool isEven)
    {
        var limit = Math.Min(scan.Text.Length, start + Longest);
        var (end, at) = (start, start);
        digits = 0;
        for (; at < limit; at++)
        {
            if (char.IsAsciiDigit(scan.Text[at]))
            {
                digits++;
                end = at + 1;
            }
            else if (!IsSeparator(scan.Text[at]) || at - end > 1)
            {
                break;
            }
        }

        scan.Steps += at - start + 1;
        isEven = IsEven(scan.Text[start..end]);
        digits = scan.IsWordAt(end) ? 0 : digits;
        return end;
    }

    /// <summary>Points and dashes both are a place on the globe; one point alone parts nothing but the country's code.</summary>
    private static bool IsEven(ReadOnlySpan<char> number)
    {
        var point = number.IndexOf('.');
        return point < 0 || (!number.Contains('-') && !IsAmount(number) && (number.Count('.') > 1 || (point <= 3 && number.Length - point > Fewest)));
    }

    /// <summary>Thousands are parted by points in half of the world: <c>+12.000.000</c>.</summary>
    private static bool IsAmount(ReadOnlySpan<char> number)
    {
        for (var at = number.Length - 4; at > 0; at -= 4)
        {
            if (number[at] != '.' || number.Slice(at + 1, 3).ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            if (at <= 3)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>In North America each number has ten digits, and no area begins with 0 or 1.</summary>
    private static bool IsOfPlan(ReadOnlySpan<char> number, int digits)
    {
        if (number[0] != '1')
        {
            return number[0] != '0';
        }

        var area = number[1..].IndexOfAnyInRange('0', '9');
        return digits == 11 && area >= 0 && number[area + 1] >= '2';
    }

    private static bool IsSeparator(char letter) => letter is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00A0' or '\u2011' or '\u202F';

    /// <summary>Dates and amounts stand behind a word like "call" as often as numbers do.</summary>
    private static bool IsAnyNumber(ReadOnlySpan<char> text) =>
        (text.Length == 10 && text[4] is '-' or '/' or '.' && text[7] == text[4]) || (text.Length == 10 && text[2] is '-' or '/' or '.' && text[5] == text[2]);
}
