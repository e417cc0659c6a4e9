using PromptCaching.Accounting;
using PromptCaching.Prompts;

namespace ResumeStudio.Endpoints;

/// <summary>What was asked and what it cost, by the client's ledger.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/stats", static (IClaudeUsage usage, PromptLibrary prompts) =>
    {
        var total = usage.Total;
        var byPrompt = prompts.Templates.SelectMany(template => usage.ByPromptVersion(template.Name).Select(version => (template.Name, version)))
            .ToDictionary(static it => it.Name, static it => new PromptTotals(it.version.Version, it.version.Calls, it.version.Cost), StringComparer.Ordinal);
        var totals = new StudioTotals(
            total.Answers, total.Hits + total.Joins, total.Usage.TotalInput, total.Usage.CacheRead, total.Usage.Output, total.Cost, total.Saved, byPrompt);
        return Results.Json(totals, StudioJson.Default.StudioTotals);
    });
}
