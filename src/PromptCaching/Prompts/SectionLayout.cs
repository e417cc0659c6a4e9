using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>A section as it is sent: text that is the same in every request, and behind it a block with the places.</summary>
/// <param name="Static">The text; <see langword="null"/> when there is none.</param>
/// <param name="Line">The number of its first line.</param>
/// <param name="Dynamic">The rest; empty when there is no place in the section.</param>
internal sealed partial record SectionLayout(string? Static, int Line, IReadOnlyList<TemplatePiece> Dynamic)
{
    private const string Gap = "\n\n";

    public static SectionLayout Of(TemplateSection section, bool isAsWritten)
    {
        var enclosures = Enclosures.In(section.Text);
        IReadOnlyList<TemplatePiece>[] paragraphs =
            [.. Paragraphs.Of(section.Text, enclosures).Select(part => TemplateText.Pieces(section.Text, part, enclosures, section.Line))];
        var stays = Stays(paragraphs, isAsWritten);
        IReadOnlyList<TemplatePiece>[] behind = [.. paragraphs.Where((_, index) => stays[index])];
        var front = paragraphs.Where((_, index) => !stays[index]).Select(Text);
        var (head, rest) = Split([.. behind.SelectMany(static (pieces, index) => index == 0 ? pieces : [new TemplatePiece(Gap, pieces[0].Line), .. pieces])]);
        var text = string.Join(Gap, head is null ? front : front.Append(head));
        return new SectionLayout(text.Length == 0 ? null : text, paragraphs.Length == 0 ? section.Line : paragraphs[0][0].Line, rest);
    }

    /// <summary>Which paragraphs stay behind the front: those with places, and those that would say something else if they were moved away.</summary>
    private static bool[] Stays(IReadOnlyList<TemplatePiece>[] paragraphs, bool isAsWritten)
    {
        var stays = new bool[paragraphs.Length];
        var (isBehind, isLed) = (false, false);
        for (var index = 0; index < stays.Length; index++)
        {
            isBehind |= stays[index] = HasPlace(paragraphs[index]) || (isBehind && (isAsWritten || LooksBack().IsMatch(Text(paragraphs[index]))));
        }

        for (var index = stays.Length - 1; index >= 0; index--)
        {
            isLed = stays[index] |= isLed && LeadsOn().IsMatch(Text(paragraphs[index]));
        }

        return stays;
    }

    /// <summary>The lines in front of the first place are the same in every request, and need not be moved to stand in front.</summary>
    private static (string? Head, IReadOnlyList<TemplatePiece> Others) Split(TemplatePiece[] pieces)
    {
        var first = Array.FindIndex(pieces, static piece => piece is TemplatePlace);
        if (first < 0)
        {
            return (null, pieces);
        }

        var lead = Text(pieces.Take(first));
        var cut = lead.LastIndexOf('\n');
        if (cut < 0 || lead.AsSpan(0, cut).IsWhiteSpace())
        {
            return (null, pieces);
        }

        var line = lead[(cut + 1)..];
        return (lead[..cut].TrimEnd(), line.Length == 0 ? pieces[first..] : [new TemplatePiece(line, pieces[first].Line), .. pieces[first..]]);
    }

    private static bool HasPlace(IReadOnlyList<TemplatePiece> pieces) => pieces.Any(static piece => piece is TemplatePlace);

    private static string Text(IEnumerable<TemplatePiece> pieces) => string.Concat(pieces.Select(static piece => piece.Text));

    [GeneratedRegex(@"\b(above|preceding|foregoing)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LooksBack();

    /// <summary>A heading, or a line that ends in a colon, is nothing without what follows.</summary>
    [GeneratedRegex(@"(^|\n)#{1,6} [^\n]*\z|:\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex LeadsOn();
}
