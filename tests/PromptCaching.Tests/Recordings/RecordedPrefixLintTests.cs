using System.Runtime.InteropServices;
using PromptCaching.CacheControl;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Recordings;

/// <summary>Real prompts are mostly stable: the lint reads them all and finds little.</summary>
public sealed class RecordedPrefixLintTests(ITestOutputHelper output)
{
    private const double MostOfAllBodies = 0.01;

    [RecordedFact]
    public void It_reads_every_recorded_body_and_rarely_finds_volatile_text()
    {
        var bodies = RecordedExchanges.All.Where(exchange => exchange.HasMessagesInRequest)
            .Select(exchange => PrefixLint.FindVolatileText(JsonMarshal.GetRawUtf8Value(exchange.RequestBody).ToArray()))
            .ToList();

        var suspected = bodies.Count(findings => findings.Count > 0);
        var kinds = bodies.SelectMany(findings => findings).CountBy(finding => finding.Kind);
        output.WriteLine($"{suspected} of {bodies.Count} bodies: {string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}");
        suspected.Should().BeLessThan((int)(MostOfAllBodies * bodies.Count));
    }

    /// <summary>The exchanges of one file are one test of the project that recorded them: mostly a conversation, sometimes several.</summary>
    [RecordedFact]
    public void Recorded_conversations_are_mostly_sent_as_they_were()
    {
        var files = RecordedExchanges.All.Where(exchange => exchange.HasMessagesInRequest).GroupBy(exchange => exchange.Source.Split('#')[0])
            .Select(file => file.Select(exchange => (ReadOnlyMemory<byte>)JsonMarshal.GetRawUtf8Value(exchange.RequestBody).ToArray()).ToArray())
            .ToList();

        var drifts = files.SelectMany(bodies => PrefixLint.FindDrift(bodies)).Where(drift => drift.IsSameConversation).ToList();
        var comparisons = files.Sum(bodies => bodies.Length - 1);
        output.WriteLine($"{drifts.Count} of {comparisons}: {string.Join(", ", drifts.CountBy(drift => drift.Kind).Select(kind => $"{kind.Value} {kind.Key}"))}");
        drifts.Should().HaveCountLessThan(comparisons / 5);
    }
}
