using System.Globalization;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.FullQuota;

/// <summary>How much of each limit was used in a time, as a share of what the limit allows in it.</summary>
internal sealed record QuotaUse(double Requests, double Input, double Output)
{
    /// <summary>Gets the share of the binding limit.</summary>
    public double Throughput => Math.Round(Math.Max(Requests, Math.Max(Input, Output)), 4);

    public static QuotaUse Between(QuotaRun run, DateTimeOffset from, DateTimeOffset until, EmulatedRateLimits limits)
    {
        var calls = run.Emulator.Calls.Where(call => call.Usage is not null && call.StartedAt >= from && call.StartedAt < until).ToArray();
        var model = calls[0].Model!;
        var allowed = model.Contains("fable", StringComparison.Ordinal) ? limits.Classes["fable-5"] : limits.Models;
        var minutes = (until - from).TotalMinutes;
        return new QuotaUse(
            calls.Length / (minutes * allowed.RequestsPerMinute),
            calls.Sum(static call => (double)call.Usage!.PromptTokens - call.Usage.ReadTokens) / (minutes * allowed.InputTokensPerMinute),
            calls.Sum(static call => (double)call.Usage!.OutputTokens) / (minutes * allowed.OutputTokensPerMinute));
    }

    public static int Refusals(QuotaRun run, DateTimeOffset from) => run.Emulator.Calls.Count(call => call.Status == 429 && call.StartedAt >= from);

    /// <summary>Says how the server answered, how often.</summary>
    public static string Statuses(QuotaRun run) => string.Join(
        ", ", run.Emulator.Calls.GroupBy(static call => call.Status).Select(static group => $"{group.Count()} times {group.Key}").Append($"{run.Failed} lost"));

    public static EmulatedRateLimits Half(EmulatedRateLimits limits) => limits with
    {
        Models = Half(limits.Models),
        Classes = limits.Classes.ToDictionary(static one => one.Key, static one => Half(one.Value)),
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"requests {Requests:P1}, input tokens {Input:P1}, output tokens {Output:P1} of what is allowed");

    private static EmulatedModelLimits Half(EmulatedModelLimits limits) => limits with
    {
        RequestsPerMinute = limits.RequestsPerMinute / 2,
        InputTokensPerMinute = limits.InputTokensPerMinute / 2,
        OutputTokensPerMinute = limits.OutputTokensPerMinute / 2,
    };
}
