using System.Globalization;
using System.Text;
using PromptCaching.Benchmarks.Contests;

namespace PromptCaching.Benchmarks.Page;

/// <summary>The page, in Markdown.</summary>
internal static class PageText
{
    private const double Microseconds = 1e6;
    private const string Shared = ": **it was shared with other work**, so take differences below a fifth for noise.\n\n";
    private const string Crowded = ": **it was shared with other work**, more than it can do at once, so that a figure may be off by several times.\n\n";
    private const string Quiet = ": it had nothing else to do.\n\n";

    private const string WhereOursIsSlower =
        "Where ours takes longer it does more: the whole chain looks into the cache, places markers, keeps to the quota, retries, and books the cost. ";

    public static string Of(Machine machine, IReadOnlyList<RatioResult> ratios, IReadOnlyList<ContestResult> contests)
    {
        var page = new StringBuilder();
        page.Append("# Performance\n\nMeasured, and written whole, by one command; nothing on this page is written by hand:\n");
        page.Append("`dotnet run -c Release --project tests/PromptCaching.Benchmarks -- page --out docs/performance.md`\n\n");
        AddMachine(page, machine);
        AddContests(page, contests);
        AddRatios(page, ratios);
        AddEfforts(page, contests);
        return page.ToString();
    }

    private static void AddMachine(StringBuilder page, Machine machine)
    {
        page.Append(CultureInfo.InvariantCulture, $"{machine.Processor}, {machine.Cores} cores; {machine.Runtime}; {machine.Day:yyyy-MM-dd}. ");
        page.Append(machine.Load is { } load
            ? string.Create(CultureInfo.InvariantCulture, $"When the run began, the machine had a load of {load:0.0}")
                + (machine.IsCrowded ? Crowded : machine.IsShared ? Shared : Quiet)
            : "What else the machine did is not known.\n\n");
        page.Append("Both sides of a figure run in one process, in turns, so that whatever slows one slows the other, and the best of 25 rounds counts. ");
        page.Append("No network is part of any of them: servers answer in process and at once, so that what remains is what a library adds.\n\n");
    }

    private static void AddContests(StringBuilder page, IReadOnlyList<ContestResult> contests)
    {
        page.Append("## Beside other ways\n\n");
        page.Append(WhereOursIsSlower).Append("A call to a model takes seconds; what is told here are [microseconds](#in-microseconds).\n\n");
        page.Append("| contest | ours | the other | ours |\n|---|---|---|---|\n");
        foreach (var contest in contests)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{contest.Name}` | {contest.Ours} | {contest.Other} | {Verdict(contest.Speed)} |\n");
        }

        page.Append('\n');
    }

    private static void AddRatios(StringBuilder page, IReadOnlyList<RatioResult> ratios)
    {
        page.Append("## Beside what cannot be avoided\n\n");
        page.Append("Each is a ratio to work that nobody gets around, such as reading or hashing the body, and has a target that releases are held to: ");
        page.Append(CultureInfo.InvariantCulture, $"{ratios.Count(static ratio => ratio.IsReached)} of {ratios.Count} are met in this run.\n\n");
        foreach (var section in ratios.GroupBy(static ratio => RatioFamily.Of(ratio.Name).Section))
        {
            page.Append(CultureInfo.InvariantCulture, $"### {section.Key}\n\n");
            page.Append("| figure | is | target | | measured against | for you |\n|---|---|---|---|---|---|\n");
            foreach (var ratio in section)
            {
                var (limit, verdict) = (ratio.Sense == RatioSense.Max ? "at most" : "at least", ratio.IsReached ? "met" : "**missed**");
                page.Append(CultureInfo.InvariantCulture, $"| `{ratio.Name}` | {ratio.Ratio:0.##} | {limit} {ratio.Target:0.##} | {verdict} ");
                page.Append(CultureInfo.InvariantCulture, $"| {ratio.Against} | {RatioFamily.Of(ratio.Name).Meaning} |\n");
            }

            page.Append('\n');
        }
    }

    private static void AddEfforts(StringBuilder page, IReadOnlyList<ContestResult> contests)
    {
        page.Append("## In microseconds\n\nThe contests once more, by the call, or by the round through all streams; on another machine they are others.\n\n");
        page.Append("| | ours, µs | the other, µs | ours, bytes allocated | the other, bytes allocated |\n|---|---:|---:|---:|---:|\n");
        foreach (var contest in contests)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{contest.Name}` | {contest.OfOurs.Seconds * Microseconds:#,0.0} | ");
            page.Append(CultureInfo.InvariantCulture, $"{contest.OfOther.Seconds * Microseconds:#,0.0} | ");
            page.Append(CultureInfo.InvariantCulture, $"{contest.OfOurs.Bytes:#,0} | {contest.OfOther.Bytes:#,0} |\n");
        }
    }

    private static string Verdict(double speed) => speed >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"**{speed:0.0} times as fast**")
        : string.Create(CultureInfo.InvariantCulture, $"takes {1 / speed:0.0} times as long");
}
