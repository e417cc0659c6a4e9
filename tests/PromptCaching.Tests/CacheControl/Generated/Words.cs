namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Texts for prompts: plain words, and what might be mistaken for the JSON around them.</summary>
internal static class Words
{
    private static readonly string[] Plain =
        ["the", "prefix", "of", "a", "prompt", "is", "read", "again", "when", "nothing", "before", "it", "changed", "tools", "come", "first"];

    private static readonly string[] Odd =
    [
        "\"", "\\", "}", "]", "{\"type\":\"text\"}", "\"cache_control\":{\"type\":\"ephemeral\"}", ",", "/", "\n", "\t", "\u0001", "\u2028", "\u00e9", "\u6587",
        "\U0001F600", "\u200b", "\ufeff", "\u00a0x", "\\u0041", "\\\"", "[{\"type\":\"text\",\"text\":", "\0", "\u007f", "\uffff", "e\u0301",
    ];

    private static readonly string[] Blank = [" ", "\n", "\t \r\n", "\u00a0", "\u2003", "\u3000"];

    public static string Some(Random chance)
    {
        var words = new string[1 + chance.Few(8, 120)];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = chance.Pick(chance.OneIn(20) ? Odd : Plain);
        }

        var text = string.Join(' ', words);
        return string.IsNullOrWhiteSpace(text) ? Plain[0] : text;
    }

    /// <summary>A long text, of about as many tokens as there are words.</summary>
    public static string Many(Random chance, int count)
    {
        var start = chance.Next(Plain.Length);
        return string.Join(' ', Enumerable.Range(start, count).Select(static number => Plain[number * 7 % Plain.Length])) + chance.Pick(Odd) + "end";
    }

    /// <summary>White space alone: the API takes it from the assistant only.</summary>
    public static string Nothing(Random chance) => chance.Pick(Blank);
}
