namespace ResumeStudio.Analysis;

/// <summary>A part of a résumé.</summary>
/// <param name="Name">Its heading; empty for what stands in front of the first one.</param>
/// <param name="Lines">Its lines, without the heading and without empty lines around them.</param>
internal sealed record ResumeSection(string Name, IReadOnlyList<string> Lines)
{
    public string Text => string.Join('\n', Lines);
}
