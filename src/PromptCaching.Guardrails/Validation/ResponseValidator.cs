using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Guardrails.Validation.Schemas;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Judges answers: the rules of <see cref="ValidationOptions"/> as a service, for text from anywhere.</summary>
/// <remarks>Safe for parallel use. The stage that <c>AddValidation</c> puts into the chain asks the same one.</remarks>
public sealed class ResponseValidator
{
    private readonly Func<ValidationOptions> _options;
    private readonly object _lock = new();
    private (SanitisingOptions Options, AnswerFormat Format, string[] Schemes, HtmlSanitiser Sanitiser)? _last;

    /// <summary>Initializes a new instance of the <see cref="ResponseValidator"/> class.</summary>
    /// <param name="options">The rules; read at every answer.</param>
    public ResponseValidator(ValidationOptions options)
        : this(() => options) => ArgumentNullException.ThrowIfNull(options);

    internal ResponseValidator(Func<ValidationOptions> options) => _options = options;

    internal ValidationOptions Options => _options();

    /// <summary>Judges a text as a whole answer.</summary>
    /// <param name="text">The text.</param>
    /// <returns>What was found out.</returns>
    public ValidationResult Validate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Validate([text], isWhole: true);
    }

    /// <summary>Judges the text blocks of a message together.</summary>
    /// <param name="message">The message.</param>
    /// <returns>What was found out. Length, structure and schema count only where the model came to an end of its own.</returns>
    public ValidationResult Validate(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Validate([.. message.Content.OfType<TextBlock>().Select(static block => block.Text)], AnswerEnds.IsWhole(message.StopReason?.Value));
    }

    /// <param name="texts">The texts of the blocks.</param>
    /// <param name="isWhole">Whether it is all that the model had to say: a remark before the call of a tool has no length to keep to.</param>
    internal ValidationResult Validate(IReadOnlyList<string> texts, bool isWhole)
    {
        var options = _options();
        var sanitiser = Sanitiser;

        // Markup that only comes together where blocks meet is markup to who puts them together.
        var text = string.Concat(texts);
        var sanitised = sanitiser.Sanitise(text);
        var harmful = sanitised.Harmful.Concat(texts.Count > 1 ? texts.SelectMany(block => sanitiser.Sanitise(block).Harmful) : []).Distinct();
        var judged = sanitised with { Harmful = [.. harmful] };
        ValidationIssue[] issues =
        [
            .. isWhole ? LengthRule.Check(text, options.MinLength, options.MaxLength) : [],
            .. MarkupRule.Check(judged),
            .. UncertaintyRule.Check(text, options.UncertaintyPhrases),
            .. isWhole ? StructureRule.Check(text, options.RequiredSections, options.MinListItems) : [],
            .. isWhole ? JsonAnswer.Check(text, options.JsonSchema) : [],
            .. options.Rules.SelectMany(rule => rule.Check(text)),
        ];
        return new ValidationResult(issues, AnswerQuality.Of(text, options.MinLength, options.MaxLength), judged);
    }

    /// <summary>Whether a result is one that is refused.</summary>
    internal bool Refuses(ValidationResult result) =>
        _options() is { Enabled: true, Action: ValidationAction.Refuse } options && result.Severity >= options.RefuseAt;

    internal HtmlSanitiser Sanitiser
    {
        get
        {
            var options = _options().Sanitising;
            lock (_lock)
            {
                if (_last is not { } last || last.Options != options || last.Format != options.Format || !last.Schemes.SequenceEqual(options.AllowedSchemes))
                {
                    _last = last = (options, options.Format, [.. options.AllowedSchemes], new HtmlSanitiser(options));
                }

                return last.Sanitiser;
            }
        }
    }
}
