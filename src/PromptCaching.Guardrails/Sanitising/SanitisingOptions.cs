namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Controls what is harmful in the text of an answer.</summary>
public sealed class SanitisingOptions
{
    /// <summary>Gets or sets what the reader of an answer does with its text.</summary>
    /// <value>The default is <see cref="AnswerFormat.Html"/>, the stricter one.</value>
    /// <remarks>Set <see cref="AnswerFormat.Markdown"/> only where every reader renders Markdown: otherwise an example in a code fence would run.</remarks>
    public AnswerFormat Format { get; set; }

    /// <summary>Gets or sets the schemes that addresses in markup may have; an address without a scheme is always one.</summary>
    /// <value>The default is <c>http</c>, <c>https</c>, <c>mailto</c> and <c>tel</c>. Schemes that run what they hold are never allowed.</value>
    public IList<string> AllowedSchemes { get; set; } = ["http", "https", "mailto", "tel"];
}
