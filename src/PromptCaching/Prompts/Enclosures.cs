using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>Finds what in a template is kept apart by delimiters. One that is never closed is none.</summary>
internal static partial class Enclosures
{
    public static IReadOnlyList<Enclosure> In(string text)
    {
        var found = new List<Enclosure>();
        var open = new Stack<(string Name, int Start)>();
        for (var match = Mark().Match(text); match.Success;)
        {
            var next = match.Index + match.Length;
            if (match.Groups["run"].Success)
            {
                if (ClosingOf(match.Value, text, next) is { } close)
                {
                    found.Add(new Enclosure(new Delimiter(EnclosureKind.Run, match.Value), match.Index, close.Index + close.Length));

                    // Tags in code are code.
                    next = close.Index + close.Length;
                }
            }
            else if (match.Groups["open"] is { Success: true } name)
            {
                found.Add(new Enclosure(new Delimiter(EnclosureKind.Tag, ""), match.Index, next));
                if (!match.Value.EndsWith("/>", StringComparison.Ordinal))
                {
                    open.Push((name.Value, match.Index));
                }
            }
            else
            {
                Close(match.Groups["close"].Value, next, open, found);
            }

            match = Mark().Match(text, next);
        }

        return found;
    }

    private static void Close(string name, int end, Stack<(string Name, int Start)> open, List<Enclosure> found)
    {
        if (!open.Any(opened => IsSame(opened.Name, name)))
        {
            return;
        }

        while (open.Pop() is var opened)
        {
            if (IsSame(opened.Name, name))
            {
                found.Add(new Enclosure(new Delimiter(EnclosureKind.Element, name), opened.Start, end));
                return;
            }
        }
    }

    private static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static Match? ClosingOf(string run, string text, int from)
    {
        for (var match = Run().Match(text, from); match.Success; match = match.NextMatch())
        {
            if (match.Value.StartsWith(run, StringComparison.Ordinal))
            {
                return match;
            }
        }

        return null;
    }

    [GeneratedRegex(
        """<(?<open>[A-Za-z][\w.-]*)(\s[^<>]*)?/?>|</(?<close>[A-Za-z][\w.-]*)\s*>|(?<run>`{3,}|~{3,}|"{3,})""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Mark();

    [GeneratedRegex("""`{3,}|~{3,}|"{3,}""", RegexOptions.CultureInvariant)]
    private static partial Regex Run();
}
