using System.Globalization;

namespace PromptCaching.Prompts;

/// <summary>Where a template comes from, for those who have to mend it.</summary>
/// <param name="Name">The file or resource.</param>
internal readonly record struct TemplateSource(string Name)
{
    public FormatException Wrong(int line, string problem, string mending) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{Name}({line}): {problem} {mending}"));
}
