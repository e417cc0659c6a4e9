using System.Text;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Changes a text by one character, or by what the eye does not see.</summary>
internal static class TextChanges
{
    private static readonly char[] Letters = ['a', 'A', '0', ' ', '\u00a0', '\n', '\t', '"', '\\', '/', '\u200b',
        '\u00e9', '\u0301', '\u0000', '\u007f', '\ufeff', '\u2028', '\ud800', '\udc00'];

    private static readonly string[] Pairs = ["\u00e9", "e\u0301", "\u212b", "\u00c5", "A\u030a", "\U0001f600",
        "\r\n", "\n", "\\u0041", "A", "\uff21", "\u0410"];

    public static Tree Change(Tree one, Random chance)
    {
        var text = one.Value;
        var at = chance.Next(text.Length + 1);
        return Tree.Text(chance.Next(9) switch
        {
            0 => text.Insert(at, chance.Pick(Letters).ToString()),
            1 => text.Insert(at, chance.Pick(Pairs)),
            2 when at < text.Length => text.Remove(at, 1),
            3 when at < text.Length => text[..at] + chance.Pick(Letters) + text[(at + 1)..],
            4 when at < text.Length => text[..at]
                + (char.IsUpper(text[at]) ? char.ToLowerInvariant(text[at]) : char.ToUpperInvariant(text[at])) + text[(at + 1)..],
            5 when at + 1 < text.Length => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
            6 => Normal(text, chance.OneIn(2) ? NormalizationForm.FormD : NormalizationForm.FormKC),
            7 => chance.OneIn(2) ? text.Trim() : text + " ",
            _ => text + chance.Next(100_000),
        });
    }

    private static string Normal(string text, NormalizationForm form) =>
        Rune.DecodeLastFromUtf16(text, out _, out _) == System.Buffers.OperationStatus.Done && IsWhole(text) ? text.Normalize(form) : text + "\u00e9";

    private static bool IsWhole(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(char.IsHighSurrogate(text[at]) && ++at < text.Length && char.IsLowSurrogate(text[at])))
            {
                return false;
            }
        }

        return true;
    }
}
