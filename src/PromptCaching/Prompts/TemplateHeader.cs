namespace PromptCaching.Prompts;

/// <summary>What the front matter of a template says.</summary>
internal sealed record TemplateHeader
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Model { get; init; }

    /// <summary>Gets a value indicating whether text stays where it was written, even behind a parameter.</summary>
    public bool IsAsWritten { get; init; }

    public IReadOnlyList<(PromptParameter Parameter, int Line)> Parameters { get; init; } = [];

    /// <summary>Gets the index of the first line behind it.</summary>
    public required int End { get; init; }
}
