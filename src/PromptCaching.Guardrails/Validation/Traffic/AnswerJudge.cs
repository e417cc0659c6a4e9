using System.Text.Json;
using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Guardrails.Validation.Wire;

namespace PromptCaching.Guardrails.Validation.Traffic;

/// <summary>Decides what becomes of a whole answer. Depends on nothing but its bytes and the rules, so that hits and joins get the same verdict.</summary>
internal static class AnswerJudge
{
    public static JudgedAnswer Judge(ResponseValidator validator, ReadOnlyMemory<byte> bytes, bool isStream, bool maySanitise)
    {
        if (TryRead(bytes, isStream) is not { } body)
        {
            // What nobody could look into is not known to be harmless.
            var passes = validator.Options.Action == ValidationAction.Observe || !maySanitise;
            return new(passes ? ValidationOutcome.Warned : ValidationOutcome.Refused, Unreadable(validator), bytes);
        }

        var result = validator.Validate(body.Texts, body.IsComplete && AnswerEnds.IsWhole(body.StopReason));
        var sanitises = maySanitise && !result.Sanitised.IsHarmless
            && (validator.Options.Action == ValidationAction.Sanitise || (validator.Options.Action == ValidationAction.Refuse && !body.IsComplete));
        if (sanitises)
        {
            result = result with { Issues = [.. result.Issues, .. CitationIssues(body, CleanTexts.Of(body.Texts, validator.Sanitiser))] };
        }

        var outcome = !body.IsComplete ? ValidationOutcome.Incomplete
            : maySanitise && validator.Refuses(result) ? ValidationOutcome.Refused
            : sanitises ? ValidationOutcome.Sanitised
            : result.Issues.Count > 0 ? ValidationOutcome.Warned
            : ValidationOutcome.Passed;
        return new(outcome, result, sanitises ? body.With(CleanTexts.Of(body.Texts, validator.Sanitiser)) : bytes);
    }

    /// <summary>Whether an answer that could be stored may be: one that would be refused must not come back for an hour.</summary>
    /// <param name="validator">The rules.</param>
    /// <param name="message">The message in JSON.</param>
    public static bool MayStore(ResponseValidator validator, ReadOnlyMemory<byte> message) =>
        validator.Options is not { Enabled: true, Action: ValidationAction.Refuse }
        || (TryRead(message, isStream: false) is { } body && !validator.Refuses(validator.Validate(body.Texts, AnswerEnds.IsWhole(body.StopReason))));

    /// <returns><see langword="null"/> when nobody can say what the text of it is.</returns>
    public static AnswerBody? TryRead(ReadOnlyMemory<byte> bytes, bool isStream)
    {
        try
        {
            return isStream ? StreamBody.Read(bytes) : MessageBody.Read(bytes);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Compressed on the way, or none of the API's, or a name in it holds half a surrogate pair: the verdict says that it is unreadable.
            return null;
        }
    }

    private static ValidationResult Unreadable(ResponseValidator validator) => new(
        [new(ValidationCodes.Unreadable, ValidationSeverity.Error, "It could not be read.")],
        AnswerQuality.Of("", validator.Options.MinLength, validator.Options.MaxLength),
        new SanitisedText("", []));

    private static IEnumerable<ValidationIssue> CitationIssues(AnswerBody body, IReadOnlyList<string> clean) =>
        body.Blocks.Where((block, index) => block.IsCited && block.Text != clean[index]).Take(1).Select(static _ => new ValidationIssue(
            ValidationCodes.CitationsMoved, ValidationSeverity.Warning, "Markup was taken out of a text with citations: places in that text may be off."));
}
