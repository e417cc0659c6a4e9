using System.Globalization;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Checks that the sections and lists are there that were asked for.</summary>
internal static class StructureRule
{
    public static IEnumerable<ValidationIssue> Check(string text, IEnumerable<string> sections, int listItems)
    {
        foreach (var title in sections.Where(title => AnswerSections.Find(text, title) is null))
        {
            yield return new(ValidationCodes.MissingSection, ValidationSeverity.Error, $"The section \"{title}\" is missing.");
        }

        var items = listItems == 0 ? 0 : AnswerLine.Of(text).Count(static line => !line.IsCode && AnswerLine.IsListItem(line.Text));
        if (items < listItems)
        {
            yield return new(
                ValidationCodes.MissingList,
                ValidationSeverity.Error,
                string.Create(CultureInfo.InvariantCulture, $"It has {items} list items, and {listItems} were expected."));
        }
    }
}
