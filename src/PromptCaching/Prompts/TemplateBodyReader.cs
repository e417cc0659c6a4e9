namespace PromptCaching.Prompts;

/// <summary>Reads the sections of a template.</summary>
internal static class TemplateBodyReader
{
    public static TemplateBody Read(IReadOnlyList<TemplateSection> sections, TemplateHeader header, TemplateSource source)
    {
        var body = new TemplateBody(
            Layout(sections, TemplateSections.System, header, source), Examples(sections, source), Layout(sections, TemplateSections.User, header, source));
        if (body.System is null && body.User is null)
        {
            throw source.Wrong(header.End, "The template says nothing.", "Write # system or # user, and text below it.");
        }

        var declared = header.Parameters.Select(static known => known.Parameter.Name).ToHashSet(StringComparer.Ordinal);
        if (body.Places.FirstOrDefault(place => !declared.Contains(place.Text)) is { } unknown)
        {
            throw source.Wrong(
                unknown.Line,
                $"{{{unknown.Text}}} is no parameter.",
                $"Add {unknown.Text}: text below parameters:, or write {{{{{unknown.Text}}}}} for the text.");
        }

        var used = body.Places.Select(static place => place.Text).ToHashSet(StringComparer.Ordinal);
        return header.Parameters.Where(known => !used.Contains(known.Parameter.Name)).ToArray() is [({ Name: var name }, var line), ..]
            ? throw source.Wrong(line, $"The parameter {name} has no place.", $"Write {{{name}}} where it goes, or leave it out.")
            : body;
    }

    private static SectionLayout? Layout(IReadOnlyList<TemplateSection> sections, string heading, TemplateHeader header, TemplateSource source)
    {
        TemplateSection[] found = [.. sections.Where(section => section.Heading == heading)];
        return found switch
        {
            [] => null,
            [var only] when !string.IsNullOrWhiteSpace(only.Text) => SectionLayout.Of(only, header.IsAsWritten),
            [var empty] => throw source.Wrong(empty.Line - 1, $"There is nothing below {heading}.", "Write its text, or leave the heading out."),
            [_, var second, ..] => throw source.Wrong(second.Line - 1, $"{heading} stands here a second time.", "Put its text below the first."),
        };
    }

    private static (string Text, int Line)[] Examples(IReadOnlyList<TemplateSection> sections, TemplateSource source)
    {
        foreach (var stray in sections.Where(static section => section.Heading == TemplateSections.Examples && !string.IsNullOrWhiteSpace(section.Text)))
        {
            throw source.Wrong(stray.Line, "This example is neither question nor answer.", "Write ## question or ## answer on a line in front of it.");
        }

        TemplateSection[] turns = [.. sections.Where(static section => section.Heading is TemplateSections.Question or TemplateSections.Answer)];
        for (var index = 0; index < turns.Length; index++)
        {
            var (turn, expected) = (turns[index], index % 2 == 0 ? TemplateSections.Question : TemplateSections.Answer);
            if (turn.Heading != expected || string.IsNullOrWhiteSpace(turn.Text) || (index == turns.Length - 1 && index % 2 == 0))
            {
                throw source.Wrong(turn.Line - 1, "Examples are pairs of a question and an answer.", $"Write {expected} here, text below it, and its pair.");
            }

            if (TemplateText.HasPlace(turn.Text))
            {
                throw source.Wrong(
                    turn.Line, "An example holds a parameter, but all requests share the examples.", "Write the value, or double the braces for the text.");
            }
        }

        return [.. turns.Select(static turn => (Text(turn), turn.Line))];
    }

    private static string Text(TemplateSection turn) =>
        string.Concat(TemplateText.Pieces(turn.Text, .., [], turn.Line).Select(static piece => piece.Text)).Trim('\n').TrimEnd();
}
