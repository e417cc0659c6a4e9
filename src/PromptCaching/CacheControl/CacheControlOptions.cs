namespace PromptCaching.CacheControl;

/// <summary>Controls the breakpoints that are added to requests. Bound from <c>Claude:CacheControl</c>.</summary>
public sealed class CacheControlOptions
{
    /// <summary>Gets or sets a value indicating whether breakpoints are added beside the caller's own.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the shortest cacheable prefix that is assumed for models the catalog does not know, in tokens.</summary>
    /// <value>The default is 1,024.</value>
    public int DefaultMinimumTokens { get; set; } = 1024;

    /// <summary>
    /// Gets or sets a value indicating whether each request asks the API itself why it missed the prompt cache; its word joins the verdict.
    /// Switch it on for the Claude API alone: the same API on other platforms refuses the field.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SendDiagnostics { get; set; }
}
