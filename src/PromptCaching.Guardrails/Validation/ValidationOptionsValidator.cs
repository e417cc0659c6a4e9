using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Guardrails.Validation.Schemas;

namespace PromptCaching.Guardrails.Validation;

internal sealed class ValidationOptionsValidator : IValidateOptions<ValidationOptions>
{
    public ValidateOptionsResult Validate(string? name, ValidationOptions options)
    {
        string[] problems = [.. ProblemsOf(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(ValidationOptions options)
    {
        if (options.MinLength < 0 || options.MinLength > options.MaxLength)
        {
            yield return Told(
                nameof(options.MinLength), $"is {Text(options.MinLength)}; set it between 0 and MaxLength, {Text(options.MaxLength)}.");
        }

        if (options.MinListItems < 0)
        {
            yield return Told(nameof(options.MinListItems), $"is {Text(options.MinListItems)}; set 0 or more.");
        }

        if (options.RequiredSections.Concat(options.UncertaintyPhrases).Any(string.IsNullOrWhiteSpace))
        {
            yield return Told(nameof(options.RequiredSections), $"or {nameof(options.UncertaintyPhrases)} holds a blank text; remove it.");
        }

        if (options.Rules.Any(static rule => rule is null))
        {
            yield return Told(nameof(options.Rules), "holds a null; remove it.");
        }

        if (options.JsonSchema is { } schema && ProblemOf(schema) is { } problem)
        {
            yield return Told(nameof(options.JsonSchema), $"is no JSON schema: {problem}");
        }

        if (options.Sanitising.AllowedSchemes.FirstOrDefault(AddressRules.IsRunning) is { } running)
        {
            yield return Told(
                $"{nameof(options.Sanitising)}.{nameof(SanitisingOptions.AllowedSchemes)}", $"holds '{running}', which runs what it holds; remove it.");
        }
    }

    private static string? ProblemOf(string schema)
    {
        try
        {
            using var parsed = JsonDocument.Parse(schema);
            return new SchemaCheck(parsed.RootElement).Problems().FirstOrDefault();
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return wrong.Message;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Told(string option, string problem) => $"{nameof(ValidationOptions)}.{option} {problem}";
}
