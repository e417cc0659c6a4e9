using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Validation;

/// <summary>How much there is of what makes an answer useful. It measures form; it does not know whether anything is true.</summary>
public sealed partial record AnswerQuality
{
    private const double Enough = 5;
    private const double EnoughSections = 3;

    private AnswerQuality()
    {
    }

    /// <summary>Gets the characters (UTF-16) of the text.</summary>
    public int Length { get; private init; }

    /// <summary>Gets the words: runs of letters and digits.</summary>
    public int Words { get; private init; }

    /// <summary>Gets the headings, as <see cref="AnswerSections"/> reads them.</summary>
    public int Sections { get; private init; }

    /// <summary>Gets the list items, with bullets or numbers, outside code.</summary>
    public int Bullets { get; private init; }

    /// <summary>Gets the numbers in the text, outside code and without those that number list items: years, amounts, shares.</summary>
    public int Numbers { get; private init; }

    /// <summary>Gets how well the length fits, 0 to 1: 1 between the limits; below, the share of the minimum; above, the maximum's share of it.</summary>
    public double LengthScore { get; private init; }

    /// <summary>Gets how structured it is, 0 to 1: the mean of its sections, of which 3 are enough, and its list items, of which 5 are enough.</summary>
    public double StructureScore { get; private init; }

    /// <summary>Gets how concrete it is, 0 to 1: its numbers, of which 5 are enough.</summary>
    public double DetailScore { get; private init; }

    /// <summary>Gets the whole, 0 to 1: half of it length, 0.3 structure, 0.2 detail. 0 for no text.</summary>
    public double Score { get; private init; }

    /// <summary>Measures a text.</summary>
    /// <param name="text">The text of an answer.</param>
    /// <param name="minLength">The fewest characters that fit, 0 or more. The default is 100.</param>
    /// <param name="maxLength">The most characters that fit. The default is 50,000.</param>
    /// <returns>What was measured.</returns>
    public static AnswerQuality Of(string text, int minLength = 100, int maxLength = 50_000)
    {
        ArgumentNullException.ThrowIfNull(text);
        var prose = AnswerLine.Of(text).Where(static line => !line.IsCode).Select(static line => line.Text).ToArray();
        var sections = AnswerSections.Of(text).Count(static section => section.Level > 0);
        var bullets = prose.Count(AnswerLine.IsListItem);
        var numbers = prose.Sum(static line => Number().Count(Ordinal().Replace(line, "")));
        var length = text.Length == 0 ? 0
            : text.Length < minLength ? (double)text.Length / minLength
            : text.Length > maxLength ? (double)maxLength / text.Length
            : 1;
        var structure = (Math.Min(1, sections / EnoughSections) + Math.Min(1, bullets / Enough)) / 2;
        var detail = Math.Min(1, numbers / Enough);
        return new AnswerQuality
        {
            Length = text.Length,
            Words = Word().Count(text),
            Sections = sections,
            Bullets = bullets,
            Numbers = numbers,
            LengthScore = length,
            StructureScore = structure,
            DetailScore = detail,
            Score = (0.5 * length) + (0.3 * structure) + (0.2 * detail),
        };
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['’-][\p{L}\p{Nd}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}.,])\p{Nd}+(?:[.,]\p{Nd}+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*\d{1,9}[.)]\s")]
    private static partial Regex Ordinal();
}
