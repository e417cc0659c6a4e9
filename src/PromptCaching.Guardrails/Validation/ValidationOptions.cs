using System.Diagnostics.CodeAnalysis;
using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Controls what an answer must be like, and what happens to one that is not. Read at every answer.</summary>
public sealed class ValidationOptions
{
    /// <summary>Gets or sets a value indicating whether answers are judged.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets what happens to an answer that is not as it should be.</summary>
    /// <value>The default is <see cref="ValidationAction.Sanitise"/>.</value>
    public ValidationAction Action { get; set; } = ValidationAction.Sanitise;

    /// <summary>Gets or sets how bad an issue must be for <see cref="ValidationAction.Refuse"/> to refuse.</summary>
    /// <value>The default is <see cref="ValidationSeverity.Error"/>.</value>
    public ValidationSeverity RefuseAt { get; set; } = ValidationSeverity.Error;

    /// <summary>Gets or sets how a caller learns that an answer is refused.</summary>
    /// <value>The default is <see cref="RefusalForm.Exception"/>.</value>
    public RefusalForm RefusalForm { get; set; }

    /// <summary>Gets or sets what happens to an answer that comes as a stream.</summary>
    /// <value>The default is <see cref="StreamValidation.HoldBack"/>. With <see cref="ValidationAction.Observe"/> streams always pass.</value>
    public StreamValidation Streams { get; set; }

    /// <summary>Gets or sets the fewest characters (UTF-16) of a whole answer.</summary>
    /// <value>The default is 100; 0 for no limit.</value>
    public int MinLength { get; set; } = 100;

    /// <summary>Gets or sets the most characters (UTF-16) of a whole answer.</summary>
    /// <value>The default is 50,000.</value>
    public int MaxLength { get; set; } = 50_000;

    /// <summary>Gets or sets the phrases that hint at made-up facts; letter case, line breaks and the kind of apostrophe do not count.</summary>
    /// <value>The default is a list of English phrases, such as "I cannot verify" and "I don't have access". Empty for none.</value>
    public IList<string> UncertaintyPhrases { get; set; } = [.. UncertaintyRule.DefaultPhrases];

    /// <summary>Gets or sets the titles of sections that an answer must have, as <see cref="AnswerSections"/> reads them; letter case does not count.</summary>
    /// <value>The default is none.</value>
    public IList<string> RequiredSections { get; set; } = [];

    /// <summary>Gets or sets how many list items an answer must have at least.</summary>
    /// <value>The default is 0: none.</value>
    public int MinListItems { get; set; }

    /// <summary>Gets or sets the JSON schema of an answer that is to be JSON, alone or in one code fence.</summary>
    /// <value>The default is <see langword="null"/>: it need not be JSON.</value>
    /// <remarks>See the README of this folder for the keywords that are enforced.</remarks>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? JsonSchema { get; set; }

    /// <summary>Gets or sets rules of the application's own.</summary>
    /// <value>The default is none.</value>
    public IList<IValidationRule> Rules { get; set; } = [];

    /// <summary>Gets or sets what is harmful in a text.</summary>
    /// <value>The default is the default of each option.</value>
    public SanitisingOptions Sanitising { get; set; } = new();

    /// <summary>Gets or sets who is told of each answer that was judged, before its last bytes reach the caller. Must be quick and must not throw.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    public Action<ValidatedAnswer>? OnValidated { get; set; }
}
