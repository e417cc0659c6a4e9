using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Testing.Tests.Reality;

/// <summary>The emulated prompt cache beside the real one: every recorded request with markers, asked again.</summary>
public class AgreementTests(ITestOutputHelper output)
{
    private const double LeastAgreement = 0.98;
    private const double MostPointsApart = 3;

    [RecordedFact]
    public async Task The_emulator_does_what_the_API_did()
    {
        var all = new List<Comparison>();
        output.WriteLine("| recording | compared | agree | read apart, median | written apart, median | hidden prompt | written before |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var repository in RecordedExchanges.Names)
        {
            var comparisons = await Replay.RunAsync(RecordedExchanges.Of(repository));
            all.AddRange(comparisons);
            if (comparisons.Count > 0)
            {
                Report(repository, comparisons);
            }
        }

        Report("all", all);
        foreach (var one in Compared(all).Where(one => !one.Agrees))
        {
            output.WriteLine($"{one.Exchange.Source}: the API {one.Api} {Counters(one.Api)}, the emulator {one.Emulator} {Counters(one.Emulator)}");
        }

        var compared = Compared(all);
        (compared.Count(one => one.Agrees) / (double)compared.Count).Should().BeGreaterThanOrEqualTo(LeastAgreement);
        Median(Cached(compared).Select(one => one.ReadDifference)).Should().BeLessThanOrEqualTo(MostPointsApart);
        Median(Cached(compared).Select(one => one.WrittenDifference)).Should().BeLessThanOrEqualTo(MostPointsApart);
    }

    private void Report(string name, IReadOnlyList<Comparison> comparisons)
    {
        var compared = Compared(comparisons);
        var cached = Cached(compared);
        var before = comparisons.Count(one => one.LeftOut == "written before the recording began");
        output.WriteLine(
            $"| {name} | {compared.Count} | {compared.Count(one => one.Agrees)} | {Median(cached.Select(one => one.ReadDifference)):0.0} "
            + $"| {Median(cached.Select(one => one.WrittenDifference)):0.0} | {comparisons.Count - compared.Count - before} | {before} |");
    }

    private static List<Comparison> Compared(IEnumerable<Comparison> all) => [.. all.Where(one => one.LeftOut is null)];

    private static List<Comparison> Cached(IEnumerable<Comparison> compared) => [.. compared.Where(one => one.IsCachedByEither)];

    private static string Counters(Verdict verdict) => $"(prompt {verdict.Prompt}, written {verdict.Written}, read {verdict.Read})";

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
