namespace PromptCaching.Testing.Wire;

/// <summary>Splits a text as the API streams it: pieces of very different lengths that pay no heed to words.</summary>
internal static class TextPieces
{
    private const int Shortest = 10;
    private const int Doublings = 3;

    /// <summary>At least two pieces where the text has two characters; never the half of a surrogate pair.</summary>
    public static IEnumerable<string> Of(string text, Chance chance)
    {
        var most = (text.Length + 1) / 2;
        for (var start = 0; start < text.Length;)
        {
            var length = 1 + chance.Below(Shortest << chance.Below(Doublings));
            var end = start + Math.Min(length, Math.Min(most, text.Length - start));
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }
}
