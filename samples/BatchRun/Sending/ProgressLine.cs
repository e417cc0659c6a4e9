using System.Globalization;

namespace BatchRun.Sending;

/// <summary>Says in one line how far a run has come.</summary>
internal static class ProgressLine
{
    public static string Of(RunFigures figures, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? figures.Now / elapsed.TotalSeconds : 0;
        var hits = figures.Succeeded == 0 ? 0 : (double)figures.Hits / figures.Succeeded;
        var left = rate > 0 ? Left(TimeSpan.FromSeconds((figures.Total - figures.Done) / rate)) : "?";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Done:N0} of {figures.Total:N0}, {rate:N0} a second, {hits:P1} hits, {figures.Spent:F4} USD, {left} left");
    }

    private static string Left(TimeSpan time) => time >= TimeSpan.FromHours(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00} h")
        : time >= TimeSpan.FromMinutes(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00} min")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):F0} s");
}
