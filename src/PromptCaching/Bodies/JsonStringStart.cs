namespace PromptCaching.Bodies;

/// <summary>The inside of a JSON string that has begun: as much of it as can end here.</summary>
internal static class JsonStringStart
{
    private const int EscapedUnit = 6;

    /// <summary>Cuts off an escape that is not whole, and the first half of a pair whose second half is still to come.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> inside)
    {
        var (at, firstHalf) = (0, -1);
        while (inside[at..].IndexOf((byte)'\\') is >= 0 and var plain)
        {
            firstHalf = plain == 0 ? firstHalf : -1;
            at += plain;
            var length = inside.Length - at > 1 && inside[at + 1] == 'u' ? EscapedUnit : 2;
            if (inside.Length - at < length)
            {
                return inside[..(firstHalf < 0 ? at : firstHalf)];
            }

            firstHalf = length == EscapedUnit && char.IsHighSurrogate(JsonText.Unescape(inside[at..], out _)) ? at : -1;
            at += length;
        }

        return firstHalf >= 0 && at == inside.Length ? inside[..firstHalf] : inside;
    }
}
