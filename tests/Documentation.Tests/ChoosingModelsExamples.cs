using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace Documentation.Tests;

internal static class ChoosingModelsExamples
{
    public static void Compare(IClaudeUsage usage, MessageRequest request)
    {
        foreach (var model in new[] { "claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5" })
        {
            var estimate = usage.Estimate(request with { Model = model, MaxTokens = 1000 })!;
            Console.WriteLine($"{model}: {estimate.InputTokens} tokens, {estimate.ExpectedCost:F5} to {estimate.HighestCost:F5} USD");
        }
    }

    public static async Task BeRefusedAsync(IClaudeClient claude, MessageRequest request)
    {
        try
        {
            await claude.CreateMessageAsync(request with { Model = "claude-sonnet-5-5", Temperature = 0.2 });
        }
        catch (ClaudeRefusedException refused) when (refused.Reason == RefusalReason.Validation)
        {
            Console.WriteLine(refused.Message);
        }
    }

    public static void AddModel(IServiceCollection services)
    {
        services.AddClaudeCaching().AddModels(new ModelCatalogEntry
        {
            Id = "claude-sonnet-6",
            MinCacheableTokens = 512,
            Prices = new ModelPrices { Input = 2, Output = 10, CacheWrite5m = 2.5m, CacheWrite1h = 4, CacheRead = 0.1m },
        });
    }
}
