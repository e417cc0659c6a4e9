using System.Text;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Shows the shape of a find, not its value: a finding may end up in a log.</summary>
internal static class VolatileExcerpt
{
    private const int Before = 20;
    private const int Longest = 40;

    public static string Of(string text, Range where, VolatileKind kind)
    {
        var (offset, length) = where.GetOffsetAndLength(text.Length);
        var start = Math.Max(0, offset - Before);
        var end = Math.Min(offset + length, offset + Longest);
        var isId = kind is VolatileKind.Guid or VolatileKind.Ulid or VolatileKind.Identifier or VolatileKind.Nonce;
        var excerpt = new StringBuilder(start > 0 ? "…" : "");
        for (var index = start; index < end; index++)
        {
            var character = text[index];
            var isHidden = char.IsDigit(character) || (isId && index >= offset && char.IsLetter(character));
            excerpt.Append(isHidden ? '#' : char.IsControl(character) ? ' ' : character);
        }

        return excerpt.Append(end < offset + length ? "…" : "").ToString();
    }
}
