using System.Globalization;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>A label as text: tags are known to an entry by their hashes alone, and must hold in the process that reads them too.</summary>
internal static class LabelText
{
    private const int Digits = 16;

    public static string Write(EntryLabel label) => label.Content == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{label.Name:x16}")
        : string.Create(CultureInfo.InvariantCulture, $"{label.Name:x16}:{label.Content:x16}");

    /// <exception cref="FormatException">It is none.</exception>
    public static EntryLabel Read(string text)
    {
        var (name, content) = (0UL, 0UL);
        var isLabel = text.Length switch
        {
            Digits => TryRead(text, out name),
            (2 * Digits) + 1 => text[Digits] == ':' && TryRead(text.AsSpan(0, Digits), out name) && TryRead(text.AsSpan(Digits + 1), out content),
            _ => false,
        };
        return isLabel ? new EntryLabel(name, content) : throw new FormatException($"The label '{text}' is none that an export wrote.");
    }

    private static bool TryRead(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
