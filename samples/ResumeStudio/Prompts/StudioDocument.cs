namespace ResumeStudio.Prompts;

/// <summary>A text that can be asked for beside the résumé.</summary>
/// <param name="Name">The name of its template, which is also the end of its address.</param>
/// <param name="Title">What people call it.</param>
internal sealed record StudioDocument(string Name, string Title);
