namespace PromptCaching.Testing.Answers;

internal static class Cut
{
    /// <summary>The beginning of a text, never half of a surrogate pair.</summary>
    public static string At(string text, int length)
    {
        if (length >= text.Length)
        {
            return text;
        }

        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
