using System.Text;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Tells code from prose in Markdown, where no renderer that keeps to CommonMark could see it otherwise.</summary>
/// <remarks>
/// Where in doubt there is no code. A fence stands at the very beginning of a line, so that no list or quotation can end it; a span begins and ends
/// in one line; before either there is no markup in the same paragraph, and nowhere before what markup may leave open over empty lines.
/// </remarks>
internal static class MarkdownCode
{
    private const string Blanks = " \t";
    private static readonly string[] _openOverEmptyLines = ["<script", "<pre", "<style", "<textarea", "<!", "<?"];

    /// <returns>The parts in their order, which make up the text; all of it as one part of prose when it is not certain where code is.</returns>
    public static IReadOnlyList<TextPart> Split(string text)
    {
        var parts = new List<TextPart>();
        return (text.Contains('`', StringComparison.Ordinal) || text.Contains("~~~", StringComparison.Ordinal))
            && !MarkupDepth.IsTooDeep(text)
            && TrySplit(text, parts)
            && parts.Where(static part => !part.IsCode).All(static part => IsClosed(part.Text))
            ? parts
            : [new TextPart(text, IsCode: false)];
    }

    private static bool TrySplit(string text, List<TextPart> parts)
    {
        var prose = new StringBuilder();
        var code = new StringBuilder();
        string? fence = null;
        var hasMarkup = false;
        foreach (var line in Lines(text))
        {
            var bare = line.TrimEnd('\r', '\n');
            if (fence is not null)
            {
                code.Append(line);
                if (Closes(bare, fence))
                {
                    fence = null;
                }

                continue;
            }

            if (bare.AsSpan().Trim(Blanks).IsEmpty)
            {
                hasMarkup = false;
            }

            fence = FenceOf(bare);
            if (fence is not null && hasMarkup)
            {
                return false;
            }

            if (fence is not null)
            {
                Flush(prose, parts, isCode: false);
                code.Append(line);
                continue;
            }

            if (bare.Contains("```", StringComparison.Ordinal) || bare.Contains("~~~", StringComparison.Ordinal))
            {
                return false;
            }

            Flush(code, parts, isCode: true);
            hasMarkup = AddLine(line, hasMarkup, prose, parts);
        }

        Flush(code, parts, isCode: true);
        Flush(prose, parts, isCode: false);
        return true;
    }

    /// <returns>Whether there is markup in this paragraph so far.</returns>
    private static bool AddLine(string line, bool hasMarkup, StringBuilder prose, List<TextPart> parts)
    {
        var spans = hasMarkup || !line.Contains('`', StringComparison.Ordinal) ? [] : CodeSpans.In(line);
        if (spans is null)
        {
            (spans, hasMarkup) = ([], true); // a mark without its partner may find one further down
        }

        var at = 0;
        foreach (var (start, end) in spans)
        {
            prose.Append(line, at, start - at);
            hasMarkup |= HtmlText.HasMarkup(line[at..start]);
            if (hasMarkup)
            {
                prose.Append(line, start, end - start);
            }
            else
            {
                Flush(prose, parts, isCode: false);
                parts.Add(new TextPart(line[start..end], IsCode: true));
            }

            at = end;
        }

        prose.Append(line, at, line.Length - at);
        return hasMarkup || HtmlText.HasMarkup(line[at..]);
    }

    /// <summary>Whether what stands behind a text is not drawn into what the text opens.</summary>
    private static bool IsClosed(string text) =>
        OpenTag.IsClosed(text) && !_openOverEmptyLines.Any(open => text.Contains(open, StringComparison.OrdinalIgnoreCase));

    private static string? FenceOf(string line)
    {
        var mark = line.Length > 0 ? line[0] : ' ';
        var length = line.Length - line.TrimStart(mark).Length;
        return mark is '`' or '~' && length >= 3 && !(mark == '`' && line.AsSpan(length).Contains(mark)) ? line[..length] : null;
    }

    private static bool Closes(string line, string fence)
    {
        var marks = line.TrimEnd(' ', '\t').TrimStart(' ');
        return line.Length - line.TrimStart(' ').Length < 4 && marks.Length >= fence.Length && marks.AsSpan().Trim(fence[0]).IsEmpty;
    }

    private static IEnumerable<string> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(['\r', '\n'], start);
            end = end < 0 ? text.Length : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
            yield return text[start..end];
            start = end;
        }
    }

    private static void Flush(StringBuilder text, List<TextPart> parts, bool isCode)
    {
        if (text.Length > 0)
        {
            parts.Add(new TextPart(text.ToString(), isCode));
            text.Clear();
        }
    }
}
