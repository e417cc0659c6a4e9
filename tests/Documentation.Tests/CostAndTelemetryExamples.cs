using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace Documentation.Tests;

internal static class CostAndTelemetryExamples
{
    public static async Task AskAsync(IClaudeClient claude, MessageRequest question)
    {
        var answer = await claude.CreateMessageAsync(question, new ClaudeCall { Tags = ["search", "beta-users"] });
        var report = answer.GetCallReport()!;
        Console.WriteLine($"{report.Cost:F6} USD, {report.Saved:F6} saved, {report.Attempts} attempts");
        Console.WriteLine($"{report.Usage!.CacheRead} of {report.Usage.TotalInput} prompt tokens read");
    }

    public static void Observe(IServiceCollection services, ICollection<(string? Model, decimal? Cost)> books)
    {
        services.AddClaudeCaching().OnCallCompleted(report => books.Add((report.Model, report.Cost)));
    }

    public static async Task SumUpAsync(IClaudeUsage usage, Stream file)
    {
        var total = usage.Total;
        Console.WriteLine($"{total.Cost:F6} USD, {total.Saved:F6} saved, {total.Attempts} attempts, {total.Hits} hits, exact: {total.IsExact}");
        foreach (var (tag, totals) in usage.ByTag.OrderBy(one => one.Key))
        {
            Console.WriteLine($"{tag}: {totals.Cost:F6}");
        }

        await usage.WriteCsvAsync(file);
    }

    public static void SetBudgets(IServiceCollection services)
    {
        services.AddClaudeCaching()
            .AddBudget(new Budget { Name = "all", Usd = 100, OnWarning = status => Console.WriteLine($"{status.Name}: {status.Spent:F2} of {status.Usd}") })
            .AddBudget(new Budget { Name = "acme", Usd = 5, Period = BudgetPeriod.Day, Scope = "acme" })
            .AddBudget(new Budget { Name = "nightly", Usd = 20, Period = BudgetPeriod.Day, Tag = "nightly", IsStrict = true });
    }

    public static async Task ListenAsync(Func<Task> calls)
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ClaudeTelemetry.MeterName)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, state) => Console.WriteLine($"{instrument.Name} {value:F6} {instrument.Unit}"));
        listener.Start();
        await calls();
    }
}
