using System.Text;
using PromptCaching.Guardrails.Redaction;

namespace PromptCaching.Guardrails.Tests.Redaction.Detection;

/// <summary>A sentence and what is to be found in it; in the file a value stands in marks with its label: <c>⟦EMAIL:a@x.org⟧</c>.</summary>
internal sealed record LabelledSentence(string Text, IReadOnlyList<PiiMatch> Labels)
{
    public static LabelledSentence Parse(string line)
    {
        var (text, labels) = (new StringBuilder(), new List<PiiMatch>());
        while (line.IndexOf('⟦', StringComparison.Ordinal) is >= 0 and var open)
        {
            var (colon, close) = (line.IndexOf(':', open), line.IndexOf('⟧', open));
            text.Append(line, 0, open);
            labels.Add(new PiiMatch(text.Length, close - colon - 1, new PiiKind(line[(open + 1)..colon])));
            text.Append(line, colon + 1, close - colon - 1);
            line = line[(close + 1)..];
        }

        return new LabelledSentence(text.Append(line).ToString(), labels);
    }
}
