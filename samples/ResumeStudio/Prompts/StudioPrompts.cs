using System.Reflection;
using PromptCaching.Prompts;

namespace ResumeStudio.Prompts;

/// <summary>The templates of this folder, each with the parts that all of them share.</summary>
internal static class StudioPrompts
{
    public const string Optimization = "resume-optimization";
    public const string MatchAnalysis = "match-analysis";
    public const string Customization = "customization";
    private const string Include = "@include ";
    private const string Folder = "Prompts/";
    private const string Extension = ".prompt.md";

    /// <summary>Gets the prompts whose answer is one text, in the order in which they are offered.</summary>
    public static IReadOnlyList<StudioDocument> Documents { get; } =
    [
        new("cover-letter", "Cover letter"),
        new("job-analysis", "Job description analysis"),
        new("bullet-tailoring", "Tailored bullets"),
        new("achievement-extraction", "Achievements"),
        new("quality-check", "Quality check"),
        new("linkedin-profile", "LinkedIn profile"),
        new("github-profile", "GitHub profile"),
    ];

    public static PromptLibrary Load()
    {
        var assembly = typeof(StudioPrompts).Assembly;
        var names = assembly.GetManifestResourceNames().Where(static name => name.EndsWith(Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return new PromptLibrary([.. names.Select(name => PromptTemplate.Parse(WithShared(assembly, Text(assembly, name)), name))]);
    }

    private static string WithShared(Assembly assembly, string text) => string.Join('\n', text.Split('\n').Select(line =>
        line.StartsWith(Include, StringComparison.Ordinal) ? Text(assembly, $"{Folder}{line[Include.Length..].Trim()}.md").TrimEnd() : line));

    private static string Text(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
