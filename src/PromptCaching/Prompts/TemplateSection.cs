namespace PromptCaching.Prompts;

/// <summary>A part of a template under a heading of its own.</summary>
/// <param name="Heading">The words of the heading.</param>
/// <param name="Text">What stands below it, lines parted by a line feed.</param>
/// <param name="Line">The number of its first line.</param>
internal sealed record TemplateSection(string Heading, string Text, int Line);
