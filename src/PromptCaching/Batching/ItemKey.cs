using System.Globalization;

namespace PromptCaching.Batching;

/// <summary>By what an item is known from one run to the next: what it asks, and the how manieth it is that asks just this.</summary>
internal readonly record struct ItemKey(UInt128 Hash, int Occurrence)
{
    private const int HashLength = 32;

    public static ItemKey? TryParse(string? text) =>
        text is { Length: > HashLength + 1 } && text[HashLength] == '-'
        && UInt128.TryParse(text.AsSpan(0, HashLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
        && int.TryParse(text.AsSpan(HashLength + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence)
            ? new ItemKey(hash, occurrence)
            : null;

    /// <summary>Says the key in letters that a batch takes as a custom id.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hash:x32}-{Occurrence}");
}
