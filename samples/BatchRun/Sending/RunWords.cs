using System.Globalization;
using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Predicting;

namespace BatchRun.Sending;

/// <summary>What a run says before it begins and when it is over.</summary>
internal static class RunWords
{
    private const int MostListed = 100;

    public static string Introduction(Manifest manifest, RunState state, RunConfiguration run, bool isEmulated)
    {
        var lines = new List<string>
        {
            isEmulated
                ? "No key is set (ANTHROPIC_API_KEY): the emulator answers, counts and bills; nothing leaves the machine and nothing is paid."
                : "A key is set (ANTHROPIC_API_KEY): the API answers and bills.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{manifest.Requests():N0} requests in {manifest.Shards.Count} shards, {Words(run.Mode)}, {manifest.Model}, "
                + $"cache_control {Words(manifest)}, {Words(run.BudgetUsd)}."),
        };
        lines.AddRange(manifest.Arms.Where(static arm => arm.IsBelowMinimum).Select(PrefixWarnings.BelowMinimum));
        if (state.Recorded.Count > 0)
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"{state.Recorded.Count:N0} answers are recorded already ({state.Spent:F4} USD); they are not asked again."));
        }

        if (state.InFlight.Count > 0)
        {
            lines.Add(run.Mode == RunMode.Batches
                ? $"Begun when the last run ended, without a recorded answer ({state.InFlight.Count}); those in a batch are read, not sent again:"
                : $"In flight when the last run ended, without a recorded answer ({state.InFlight.Count}); they may have been paid and are asked again:");
            lines.AddRange(state.InFlight.Take(MostListed).Select(static name => $"  in flight: {name}"));
            if (state.InFlight.Count > MostListed)
            {
                lines.Add($"  and {state.InFlight.Count - MostListed} more, all of them in run.json");
            }
        }

        return string.Join(Environment.NewLine, lines);
    }

    public static string Ending(RunRecord run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Answered:N0} answered now, {run.Restored:N0} before, {run.Failed:N0} failed, in {run.Seconds:F1} s; "
        + $"{run.SpentNowUsd:F4} USD now, {run.SpentUsd:F4} USD in all.") + run.StoppedBy switch
        {
            StopReason.Budget => " The budget has no room for another call: what is finished is kept; give a higher --budget to go on.",
            StopReason.Failures => " Too many calls failed in a row: what is finished is kept; see the journal, and run again to go on.",
            StopReason.Cancelled => " Cancelled: what is finished is kept; run again to go on.",
            _ => "",
        };

    private static string Words(decimal? budget) => budget is { } usd ? $"a budget of {usd.ToString(CultureInfo.InvariantCulture)} USD" : "no budget";

    private static string Words(RunMode mode) => mode == RunMode.Batches ? "in message batches" : "online";

    private static string Words(Manifest manifest) => (manifest.CacheControl, manifest.Ttl) switch
    {
        (CacheControlToggle.Off, _) => "off",
        (CacheControlToggle.System, TimeToLive.OneHour) => "system, 1h",
        (CacheControlToggle.System, _) => "system, 5m",
        (_, TimeToLive.OneHour) => "auto, 1h",
        (_, TimeToLive.FiveMinutes) => "auto, 5m",
        _ => "auto",
    };
}
