using PromptCaching.Testing;

namespace PromptCaching.Chaos.FullQuota;

/// <summary>A thousand calls that are told to come back later: nobody comes early, and they do not all come at once.</summary>
internal static class Herd
{
    private const int Size = 1_000;
    private const double MostAtOnce = 0.15;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(50);
    private static readonly Traffic Small = new("claude-opus-5", (20, 40), (10, 20));

    /// <summary>Every one of them was refused itself.</summary>
    public static IEnumerable<Figure> Refused(ScenarioRun run) => Measure(run, "herd-refused", Size, 0);

    /// <summary>One of them was refused, and the others wait for it.</summary>
    public static IEnumerable<Figure> Waiting(ScenarioRun run) => Measure(run, "herd-waiting", 1, Size - 1);

    private static IEnumerable<Figure> Measure(ScenarioRun run, string name, int refused, int waiting)
    {
        using var quota = new QuotaRun(
            EmulatedRateLimits.Scale,
            number => Small.Body(run.ChanceOf(number), number),
            static options => (options.RequestsPerMinute, options.QueueLimit) = (10_000, 2 * Size));
        for (var call = 0; call < refused; call++)
        {
            quota.Emulator.Enqueue(EmulatedAnswer.RateLimited(Wait).After(Wait));
        }

        quota.Begin(refused, askAgain: false);
        quota.Pass(Wait);
        var told = quota.Now;
        quota.Begin(waiting, askAgain: false);
        quota.Pass(TimeSpan.FromMinutes(10));
        run.Progress.WriteLine($"{name}: {QuotaUse.Statuses(quota)}");
        var arrivals = quota.Emulator.Calls.Where(static call => call.Status == 200).Select(static call => call.StartedAt).Order().ToArray();
        yield return new Figure($"full-quota/{name}/share-in-50-ms", arrivals.Max(from => ShareWithin(arrivals, from)), MostAtOnce, "max");
        yield return Figure.Never($"full-quota/{name}/too-early", arrivals.Count(at => at < told + Wait));
        yield return Figure.Never($"full-quota/{name}/lost-calls", Size - arrivals.Length);
    }

    private static double ShareWithin(DateTimeOffset[] arrivals, DateTimeOffset from) =>
        arrivals.Count(at => at >= from && at < from + Instant) / (double)Size;
}
