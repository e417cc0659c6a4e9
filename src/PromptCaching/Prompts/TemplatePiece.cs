namespace PromptCaching.Prompts;

/// <summary>A stretch of a template's text, or the place of a value.</summary>
/// <param name="Text">The text; of a place the name of its parameter.</param>
/// <param name="Line">The number of the line where it begins.</param>
internal record TemplatePiece(string Text, int Line);

/// <summary>The place of a value.</summary>
/// <param name="Text">The name of the parameter.</param>
/// <param name="Line">The number of its line.</param>
/// <param name="IsAlone">Whether it has a line of its own.</param>
/// <param name="Delimiters">What keeps it apart from the text around it.</param>
internal sealed record TemplatePlace(string Text, int Line, bool IsAlone, IReadOnlyList<Delimiter> Delimiters) : TemplatePiece(Text, Line);
