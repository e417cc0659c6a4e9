namespace PromptCaching.Guardrails.Validation;

/// <summary>The codes of issues.</summary>
public static class ValidationCodes
{
    /// <summary>The answer has fewer characters than <see cref="ValidationOptions.MinLength"/>. A warning.</summary>
    public const string TooShort = "too_short";

    /// <summary>The answer has more characters than <see cref="ValidationOptions.MaxLength"/>. A warning.</summary>
    public const string TooLong = "too_long";

    /// <summary>The answer holds a script, an event handler or an address that runs one: an error; or other active content: a warning.</summary>
    public const string HarmfulMarkup = "harmful_markup";

    /// <summary>The answer says that its author does not know. A warning.</summary>
    public const string Uncertainty = "uncertainty";

    /// <summary>A section is missing that was expected. An error.</summary>
    public const string MissingSection = "missing_section";

    /// <summary>There are fewer list items than were expected. An error.</summary>
    public const string MissingList = "missing_list";

    /// <summary>The answer is not JSON though it should be. An error.</summary>
    public const string NotJson = "not_json";

    /// <summary>The answer is JSON, but not of the expected schema. An error.</summary>
    public const string SchemaMismatch = "schema_mismatch";

    /// <summary>Harmful markup was taken out of a text with citations: their places in the text may be off. A warning.</summary>
    public const string CitationsMoved = "citations_moved";

    /// <summary>The answer could not be read, so nobody knows what it holds. An error.</summary>
    public const string Unreadable = "unreadable";
}
