namespace PromptCaching.Testing.Tokens;

/// <summary>What a byte costs, and where the scan stands behind it: the whole grammar of weights, as a table over state and byte.</summary>
internal static class TextSteps
{
    public const int StateBits = 5;
    public const int KindBits = 5;

    /// <summary>Makes the table: the cost is above, the next state in the lowest bits.</summary>
    public static int[] Table(bool isEscaped)
    {
        var table = new int[1 << (StateBits + KindBits)];
        for (var state = TextState.Start; state < TextState.Count; state++)
        {
            for (var kind = TextByte.Sign; kind < TextByte.Count; kind++)
            {
                var (next, cost) = Step(state, kind, isEscaped);
                table[((int)state << KindBits) | (int)kind] = (cost << StateBits) | (int)next;
            }
        }

        return table;
    }

    private static (TextState Next, int Cost) Step(TextState state, TextByte kind, bool isEscaped) => state switch
    {
        >= TextState.Escape and <= TextState.EscapeAfterSigns => Escaped(state, kind),
        >= TextState.Unicode => Unicode(state, kind),
        TextState.OneSpace when kind is not TextByte.Space => Plain(TextState.Start, kind, isEscaped) is var (next, cost) && IsLetter(kind)
            ? (next, cost)
            : (next, cost + TextWeights.SpaceBeforeOther),
        _ => Plain(state, kind, isEscaped),
    };

    private static (TextState Next, int Cost) Plain(TextState state, TextByte kind, bool isEscaped) => kind switch
    {
        TextByte.Backslash when isEscaped => (state switch
        {
            TextState.Lines => TextState.EscapeAfterLines,
            TextState.Signs => TextState.EscapeAfterSigns,
            _ => TextState.Escape,
        }, 0),
        TextByte.Sign or TextByte.Backslash => Sign(state == TextState.Signs),
        >= TextByte.Small and <= TextByte.SmallD => Small(state),
        >= TextByte.Capital and <= TextByte.CapitalD => Capital(state),
        >= TextByte.Zero and <= TextByte.Digit => Digit(state),
        TextByte.Space => state switch
        {
            TextState.OneSpace => (TextState.Spaces, TextWeights.Indentation),
            TextState.Spaces => (TextState.Spaces, 0),
            _ => (TextState.OneSpace, 0),
        },
        TextByte.LineBreak => Line(state == TextState.Lines),
        TextByte.LatinLead => (TextState.Start, TextWeights.LatinLetter),
        TextByte.LetterLead => (TextState.Start, TextWeights.OtherLetter),
        TextByte.IdeographLead => (TextState.Start, TextWeights.Ideograph),
        TextByte.SymbolLead => (TextState.Start, TextWeights.Symbol),
        TextByte.LongSymbolLead => (TextState.Start, 2 * TextWeights.Symbol),
        _ => (TextState.Start, 0),
    };

    private static bool IsLetter(TextByte kind) =>
        kind is (>= TextByte.Small and <= TextByte.CapitalD) or TextByte.LatinLead or TextByte.LetterLead;

    private static (TextState Next, int Cost) Sign(bool again) =>
        (TextState.Signs, again ? TextWeights.NextPunctuation : TextWeights.Punctuation);

    private static (TextState Next, int Cost) Line(bool again) => (TextState.Lines, again ? 0 : TextWeights.LineBreak);

    private static (TextState Next, int Cost) Small(TextState state) => state switch
    {
        TextState.Word6 => (TextState.Word6, TextWeights.LongWordLetter),
        >= TextState.Word1 and < TextState.Word6 => (state + 1, 0),
        TextState.Capitals1 => (TextState.Word2, 0),
        TextState.Capitals2 => (TextState.Word3, 0),
        _ => (TextState.Word1, TextWeights.Word),
    };

    /// <summary>A capital behind a small letter begins another word; a word in capitals is long from its third letter on.</summary>
    private static (TextState Next, int Cost) Capital(TextState state) => state switch
    {
        TextState.Capitals1 => (TextState.Capitals2, 0),
        TextState.Capitals2 => (TextState.Capitals2, TextWeights.LongWordLetter),
        _ => (TextState.Capitals1, TextWeights.Word),
    };

    private static (TextState Next, int Cost) Digit(TextState state) => state switch
    {
        TextState.Digits1 => (TextState.Digits2, 0),
        TextState.Digits2 => (TextState.Digits3, 0),
        _ => (TextState.Digits1, TextWeights.ThreeDigits),
    };

    private static (TextState Next, int Cost) Escaped(TextState state, TextByte kind) => kind switch
    {
        TextByte.SmallN or TextByte.SmallR => Line(state == TextState.EscapeAfterLines),
        TextByte.SmallT => (TextState.OneSpace, 0),
        TextByte.SmallU => (TextState.Unicode, 0),
        _ => Sign(state == TextState.EscapeAfterSigns),
    };

    /// <summary>The first digits of an escaped character tell its kind; half a surrogate pair is half a symbol of four bytes.</summary>
    private static (TextState Next, int Cost) Unicode(TextState state, TextByte kind) => state switch
    {
        TextState.Unicode => kind switch
        {
            TextByte.Zero => (TextState.UnicodeZero, 0),
            TextByte.One => (TextState.UnicodeThree, TextWeights.OtherLetter),
            TextByte.Two or TextByte.SmallD or TextByte.CapitalD => (TextState.UnicodeThree, TextWeights.Symbol),
            _ => (TextState.UnicodeThree, TextWeights.Ideograph),
        },
        TextState.UnicodeZero => (TextState.UnicodeTwo, kind is TextByte.Zero ? TextWeights.LatinLetter : TextWeights.OtherLetter),
        TextState.UnicodeThree => (TextState.UnicodeTwo, 0),
        TextState.UnicodeTwo => (TextState.UnicodeOne, 0),
        _ => (TextState.Start, 0),
    };
}
