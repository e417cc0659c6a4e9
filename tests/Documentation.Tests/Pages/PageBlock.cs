namespace Documentation.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Kind">What stands behind the fence: <c>csharp</c>, <c>sh</c>, <c>json</c>, or <c>text</c> for what another block prints.</param>
/// <param name="Number">Which of its kind it is on its page, from 1.</param>
/// <param name="Line">Where its fence stands.</param>
/// <param name="Text">What it holds.</param>
internal sealed record PageBlock(string Kind, int Number, int Line, string Text)
{
    public static IEnumerable<PageBlock> Of(string markdown)
    {
        var lines = markdown.Split('\n');
        var counts = new Dictionary<string, int>();
        for (var line = 0; line < lines.Length; line++)
        {
            if (!lines[line].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var kind = lines[line][3..].Trim();
            var end = Array.IndexOf(lines, "```", line + 1);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            yield return new PageBlock(kind, counts[kind], line + 1, string.Join('\n', lines[(line + 1)..end]));
            line = end;
        }
    }
}
