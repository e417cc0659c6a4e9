using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.CacheControl;
using PromptCaching.Storage;

namespace Documentation.Tests;

internal static class TroubleshootingExamples
{
    public static void ShowCauses(IServiceCollection services)
    {
        services.AddClaudeCaching().OnCallCompleted(report =>
        {
            if (report.Verdict.Cause is { } cause)
            {
                Console.WriteLine($"{cause.Kind} at {cause.Place}: {cause.Sentence} {cause.Hint}");
            }
        });
    }

    public static void ShowDrift(ReadOnlyMemory<byte> firstBody, ReadOnlyMemory<byte> secondBody)
    {
        foreach (var drift in PrefixLint.FindDrift(firstBody, secondBody))
        {
            Console.WriteLine(drift);
        }
    }

    public static async Task ShowHealthAsync(ICacheRegions regions)
    {
        var health = await regions.CheckHealthAsync();
        Console.WriteLine($"{health.Status}: {health.Reason}");
    }
}
