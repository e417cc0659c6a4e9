using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Redaction.Placeholders;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>Says what is wrong with the options, and never what the secret is.</summary>
internal sealed class RedactionOptionsValidator : IValidateOptions<RedactionOptions>
{
    private const int ShortestSecret = 16;

    public ValidateOptionsResult Validate(string? name, RedactionOptions options)
    {
        string[] problems = [.. ProblemsOf(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(RedactionOptions options)
    {
        foreach (var kind in options.Kinds.Concat(options.Patterns.Select(static pattern => pattern.Kind)).Distinct())
        {
            if (!PlaceholderShape.IsLabel(kind.Label))
            {
                yield return Told(
                    nameof(options.Kinds), $"holds the label '{kind.Label}'; use capital letters, digits and underscores, a letter first, 32 at most.");
            }
            else if (kind == PiiKind.Literal)
            {
                yield return Told(nameof(options.Kinds), $"holds the label '{kind.Label}', which stands for text that looks like a placeholder; use another.");
            }
        }

        foreach (var pattern in options.Patterns.Where(static pattern => !pattern.Expression.Options.HasFlag(RegexOptions.NonBacktracking)))
        {
            yield return Told(
                nameof(options.Patterns),
                $"holds '{pattern.Expression}' of {pattern.Kind} with options {pattern.Expression.Options}; add RegexOptions.NonBacktracking, so that no text "
                    + "can make it slow.");
        }

        if (options.Detectors.Any(static detector => detector is null))
        {
            yield return Told(nameof(options.Detectors), "holds a null; remove it.");
        }

        if (options.UserIdSecret is { Length: < ShortestSecret } secret)
        {
            yield return Told(
                nameof(options.UserIdSecret),
                string.Create(CultureInfo.InvariantCulture, $"has {secret.Length} characters; set at least {ShortestSecret}, or none to have one made."));
        }
    }

    private static string Told(string option, string problem) => $"{nameof(RedactionOptions)}.{option} {problem}";
}
