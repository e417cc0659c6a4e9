using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Tells of harmful markup: what runs is an error, what only has no place in an answer a warning.</summary>
internal static class MarkupRule
{
    public static IEnumerable<ValidationIssue> Check(SanitisedText text) => text.Harmful.Select(static harmful => harmful.Kind switch
    {
        HarmfulMarkupKind.Script => Issue(ValidationSeverity.Error, "It holds a script element."),
        HarmfulMarkupKind.EventHandler => Issue(ValidationSeverity.Error, $"It holds the event handler '{harmful.Name}'."),
        HarmfulMarkupKind.ScriptUrl => Issue(ValidationSeverity.Error, $"It holds an address in '{harmful.Name}' whose scheme is not allowed."),
        _ => Issue(ValidationSeverity.Warning, $"It holds '{harmful.Name}', which is active content."),
    });

    private static ValidationIssue Issue(ValidationSeverity severity, string message) => new(ValidationCodes.HarmfulMarkup, severity, message);
}
