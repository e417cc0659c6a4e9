namespace PromptCaching.Testing.Tokens;

/// <summary>What the parts of a text cost, in thousandths of a token.</summary>
/// <remarks>
/// Fitted to 307 recorded answers of models before 4.7, whose texts and output tokens are known: half of them come out within 4.4 %, nine
/// of ten within 9 % (four characters a token: 11.6 % and 30 %). A space before a word belongs to the word.
/// </remarks>
internal static class TextWeights
{
    public const int Word = 1050;
    public const int LongWordLetter = 100;
    public const int ThreeDigits = 1330;
    public const int SpaceBeforeOther = 770;
    public const int Indentation = 1330;
    public const int LineBreak = 880;
    public const int Punctuation = 820;
    public const int NextPunctuation = 150;
    public const int LatinLetter = 500;
    public const int OtherLetter = 800;
    public const int Ideograph = 1200;
    public const int Symbol = 2000;

    /// <summary>Letters of a word that cost nothing extra; of a word in capitals fewer.</summary>
    public const int FreeLetters = 6;
    public const int FreeCapitals = 2;
}
