using System.Buffers;
using System.Text.Json.Nodes;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Redaction.Restoring;
using PromptCaching.Guardrails.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Guardrails.Tests.Recordings;

public sealed class RecordedRedactionTests(ITestOutputHelper output)
{
    [RecordedFact]
    public void Every_recorded_body_can_be_read_and_stays_as_it_is_when_redacted_again()
    {
        var counts = new Dictionary<PiiKind, int>();
        var bodies = 0;
        foreach (var (source, request, _, _) in RecordedBodies.All)
        {
            bodies++;
            var redacted = Redacting.With().Redact(request);
            Redacting.With().Redact(redacted.Body).Body.Utf8().Should().Be(redacted.Body.Utf8(), source);
            foreach (var (kind, count) in redacted.Counts)
            {
                counts[kind] = counts.GetValueOrDefault(kind) + count;
            }
        }

        output.WriteLine($"{bodies} bodies: {string.Join(", ", counts.Select(static count => $"{count.Value} {count.Key}"))}");
        bodies.Should().BePositive();
    }

    [RecordedFact]
    public void Every_recorded_answer_without_placeholders_says_the_same()
    {
        var values = new RestoredValues(new Dictionary<string, string> { ["[EMAIL_1]"] = "a@x.org", ["[NATIONAL_ID_1]"] = "1" });
        foreach (var (source, _, answer, isStream) in RecordedBodies.All.Where(static one => !one.Answer.Contains("[EMAIL_1]", StringComparison.Ordinal)))
        {
            if (!isStream)
            {
                AnswerRestoration.Run(answer.Utf8(), values).Utf8().Should().Be(answer, source);
            }
            else
            {
                // Held-back brackets may move to the next delta; what is said stays the same.
                TextOf(Streamed(answer, values)).Should().Be(TextOf(answer), source);
            }
        }
    }

    private static string TextOf(string stream) => string.Concat(
        from line in stream.Split('\n')
        where line.StartsWith("data: {", StringComparison.Ordinal) && line.Contains("content_block_delta", StringComparison.Ordinal)
        let delta = JsonNode.Parse(line["data: ".Length..])!["delta"]!
        select delta["text"]?.GetValue<string>() ?? delta["partial_json"]?.GetValue<string>());

    private static string Streamed(string stream, RestoredValues values)
    {
        var output = new ArrayBufferWriter<byte>();
        var restoration = new EventRestoration(values);
        restoration.Feed(stream.Utf8(), output);
        restoration.End(output);
        return output.WrittenMemory.Utf8();
    }
}
