namespace ResumeStudio.Writing;

/// <summary>A text beside the résumé, in Markdown, and what it took.</summary>
internal sealed record DocumentText(string Kind, string Content, UsageStats UsageStats);
