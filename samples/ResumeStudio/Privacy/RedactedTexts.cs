namespace ResumeStudio.Privacy;

/// <summary>Texts without personal data, and what puts it back into answers.</summary>
/// <param name="Texts">The texts with placeholders.</param>
/// <param name="Restore">Puts the values back into a text.</param>
internal sealed record RedactedTexts(StudioTexts Texts, Func<string, string> Restore);
