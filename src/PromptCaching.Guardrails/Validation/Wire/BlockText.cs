namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>A text block of an answer.</summary>
internal sealed class BlockText
{
    /// <summary>Gets the pieces in their order.</summary>
    public List<TextPlace> Places { get; } = [];

    /// <summary>Gets or sets a value indicating whether the text has citations.</summary>
    public bool IsCited { get; set; }

    public string Text => string.Concat(Places.Select(static place => place.String.Text));
}
