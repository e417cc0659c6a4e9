using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>Cuts the body of a template at its headings: system, examples (with question and answer), user.</summary>
internal static partial class TemplateSections
{
    public const string System = "# system";
    public const string User = "# user";
    public const string Examples = "# examples";
    public const string Question = "## question";
    public const string Answer = "## answer";

    /// <summary>Cuts the lines from <paramref name="first"/> on. Text without any heading is the turn of the user.</summary>
    public static IReadOnlyList<TemplateSection> Of(IReadOnlyList<string> lines, int first, TemplateSource source)
    {
        var sections = new List<TemplateSection>();
        var (heading, start, fence, isInExamples) = ((string?)null, first, "", false);
        for (var index = first; index < lines.Count; index++)
        {
            var line = lines[index].TrimEnd();
            fence = FenceAfter(line, fence);
            if (fence.Length == 0 && (line is System or User or Examples || (isInExamples && line is Question or Answer)))
            {
                Add(index);
                (heading, start) = (line, index + 1);
                isInExamples = line is Examples or Question or Answer;
            }
        }

        Add(lines.Count);
        return sections;

        void Add(int end)
        {
            var text = string.Join('\n', lines.Skip(start).Take(end - start).Select(static line => EscapedHeading().Replace(line, "")));
            if (heading is null && sections.Count == 0 && end < lines.Count && !string.IsNullOrWhiteSpace(text))
            {
                throw source.Wrong(start + 1, "This text stands in front of the first heading.", "Write # system or # user on a line in front of it.");
            }

            if (heading is not null || end == lines.Count)
            {
                sections.Add(new TemplateSection(heading ?? User, text, start + 1));
            }
        }
    }

    /// <summary>A heading inside a code fence is code.</summary>
    private static string FenceAfter(string line, string fence) => (fence, CodeFence().Match(line)) switch
    {
        (_, { Success: false }) => fence,
        ("", var opening) => opening.Groups["fence"].Value,
        (_, var other) when other.Groups["fence"].Value.StartsWith(fence, StringComparison.Ordinal) && other.Groups["info"].Length == 0 => "",
        _ => fence,
    };

    [GeneratedRegex(@"^ {0,3}(?<fence>`{3,}|~{3,})(?<info>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeFence();

    [GeneratedRegex(@"^\\(?=#{1,2} (system|user|examples|question|answer)\s*$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EscapedHeading();
}
