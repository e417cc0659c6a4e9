using PromptCaching.Accounting;
using PromptCaching.Prompts;

namespace ResumeStudio.Endpoints;

/// <summary>What was asked and what it cost, by the client's ledger.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/stats", static (IClaudeUsage usage, PromptLibrary prompts) =>
    {
        var total = usage.Total;
        var byPrompt = prompts.Templates.Select(static template => template.Name).Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Versions: usage.ByPromptVersion(name).Select(static used => new PromptTotals(used.Version, used.Calls, used.Cost)).ToArray()))
            .Where(static asked => asked.Versions.Length > 0)
            .ToDictionary(static asked => asked.Name, static asked => asked.Versions, StringComparer.Ordinal);
        var totals = new StudioTotals(
            total.Answers, total.Hits + total.Joins, total.Usage.TotalInput, total.Usage.CacheRead, total.Usage.Output, total.Cost, total.Saved, byPrompt);
        return Results.Json(totals, StudioJson.Default.StudioTotals);
    });
}
