using System.Globalization;

namespace PromptCaching.Guardrails.Redaction.Placeholders;

/// <summary>What a placeholder looks like: <c>[LABEL_1]</c>.</summary>
internal static class PlaceholderShape
{
    public const char Open = '[';
    public const char Close = ']';
    private const int LongestLabel = 32;
    private const int MostDigits = 9;
    private const int Longest = LongestLabel + MostDigits + 3;

    public static string Of(PiiKind kind, int number) => string.Create(CultureInfo.InvariantCulture, $"[{kind.Label}_{number}]");

    public static bool IsLabel(string? label) =>
        label is { Length: > 0 and <= LongestLabel } && char.IsAsciiLetterUpper(label[0]) && label.All(IsOfLabel);

    /// <summary>Finds how long the placeholder is that begins here; 0 where none does.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, out ReadOnlySpan<char> label)
    {
        label = default;
        var inside = text[..Math.Min(text.Length, Longest)];
        var end = inside.IndexOf(Close);
        if (end < 0 || inside[0] != Open)
        {
            return 0;
        }

        inside = inside[1..end];
        var split = inside.LastIndexOf('_');
        if (split <= 0 || !IsNumber(inside[(split + 1)..]) || !char.IsAsciiLetterUpper(inside[0]))
        {
            return 0;
        }

        foreach (var letter in inside[..split])
        {
            if (!IsOfLabel(letter))
            {
                return 0;
            }
        }

        label = inside[..split];
        return end + 1;
    }

    private static bool IsOfLabel(char letter) => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == '_';

    private static bool IsNumber(ReadOnlySpan<char> digits) =>
        digits is { Length: > 0 and <= MostDigits } && digits[0] != '0' && !digits.ContainsAnyExceptInRange('0', '9');
}
