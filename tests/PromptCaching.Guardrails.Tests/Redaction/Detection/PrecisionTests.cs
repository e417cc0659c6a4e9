using System.Globalization;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Redaction.Detection;
using PromptCaching.Guardrails.Redaction.Placeholders;
using Xunit.Abstractions;

namespace PromptCaching.Guardrails.Tests.Redaction.Detection;

/// <summary>How much of a sample is found, and how much that is none: a find counts only when it is the whole value, nothing more, and of its kind.</summary>
public sealed class PrecisionTests(ITestOutputHelper output)
{
    private static readonly PiiKind[] _kinds =
        [PiiKind.Email, PiiKind.Phone, PiiKind.Card, PiiKind.Iban, PiiKind.NationalId, PiiKind.IpAddress, PiiKind.UrlCredentials, PiiKind.Secret];

    [Fact]
    public void The_note_tells_what_is_found_of_the_sample()
    {
        var note = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Redaction/README.md"));
        var rows = _kinds.Select(Row).ToList();

        output.WriteLine(string.Join('\n', rows));
        foreach (var row in rows)
        {
            note.Should().Contain(row);
        }
    }

    [Fact]
    public void Of_every_kind_nearly_all_is_found_and_little_else()
    {
        foreach (var kind in _kinds)
        {
            var (right, missed, wrong) = Judge(kind);
            (right / (double)(right + missed)).Should().BeGreaterThan(0.8, "recall of {0}", kind);
            (right / (double)(right + wrong)).Should().BeGreaterThan(0.9, "precision of {0}", kind);
        }
    }

    private static string Row(PiiKind kind)
    {
        var (right, missed, wrong) = Judge(kind);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {kind} | {right + missed} | {wrong} | {right / (double)(right + wrong):F2} | {right / (double)(right + missed):F2} |");
    }

    private static (int Right, int Missed, int Wrong) Judge(PiiKind kind)
    {
        var (right, missed, wrong) = (0, 0, 0);
        foreach (var sentence in Sentences())
        {
            var found = Find(sentence).Where(match => match.Kind == kind).ToHashSet();
            var labels = sentence.Labels.Where(match => match.Kind == kind).ToHashSet();
            right += labels.Count(found.Contains);
            missed += labels.Count(label => !found.Contains(label));
            wrong += found.Count(match => !labels.Contains(match));
        }

        return (right, missed, wrong);
    }

    [Fact]
    public void What_is_missed_or_wrong_is_listed()
    {
        foreach (var sentence in Sentences())
        {
            var found = Find(sentence);
            foreach (var match in sentence.Labels.Except(found))
            {
                output.WriteLine($"missed {match.Kind}: {sentence.Text.Substring(match.Start, match.Length)} in: {sentence.Text}");
            }

            foreach (var match in found.Except(sentence.Labels))
            {
                output.WriteLine($"wrong {match.Kind}: {sentence.Text.Substring(match.Start, match.Length)} in: {sentence.Text}");
            }
        }

        Sentences().Should().HaveCountGreaterThan(400);
    }

    private static List<PiiMatch> Find(LabelledSentence sentence) => new PiiFinder(new RedactionOptions()).Find(sentence.Text, new KnownValues(), isOfModel: false);

    private static IEnumerable<LabelledSentence> Sentences() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Redaction/Detection/LabelledSample.txt")).Select(LabelledSentence.Parse);
}
