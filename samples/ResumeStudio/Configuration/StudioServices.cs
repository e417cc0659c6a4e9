using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptCaching;
using PromptCaching.AspNetCore;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Testing;
using ResumeStudio.Analysis;
using ResumeStudio.Caching;
using ResumeStudio.Emulation;
using ResumeStudio.Privacy;
using ResumeStudio.Prompts;
using ResumeStudio.Writing;

namespace ResumeStudio.Configuration;

/// <summary>Registers the client with its caches, and what the studio makes of it.</summary>
internal static class StudioServices
{
    public static void AddStudio(this IServiceCollection services, StudioSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new PersonalData(new PiiRedactor(new RedactionOptions())));
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>, HashedWordsGenerator>();
        services.AddSingleton<CachedEmbeddings>().AddSingleton<SemanticSimilarity>().AddSingleton<ResultCache>().AddSingleton<JobMatcher>();
        services.AddSingleton<StudioQuestions>().AddSingleton<ResumeWriter>().AddSingleton<MatchAnalyst>().AddSingleton<DocumentWriter>();
        services.AddHealthChecks().AddClaude();
        AddClient(services, settings);
    }

    private static void AddClient(IServiceCollection services, StudioSettings settings)
    {
        var claude = services.AddClaudeCaching()
            .AddGateway()
            .AddPrompts(StudioPrompts.Load())
            .ConfigureClient(client => (client.RequireApiKey, client.ApiKey) = (false, settings.IsEmulated ? "emulated" : settings.ApiKey))
            .ConfigureCacheControl(cacheControl => cacheControl.Enabled = settings.CachesPrompts)
            .ConfigureResponseCaching(answers =>
            {
                (answers.Enabled, answers.TimeToLive, answers.Directory) = (settings.CachesAnswers, settings.TimeToLive, settings.Directory);
                (answers.KeyPrefix, answers.CompressionThreshold) = (settings.Prefix, settings.CompressionThreshold);
            });
        foreach (var (name, timeToLive) in settings.RegionTimeToLive)
        {
            claude.AddCacheRegion(name, region => (region.TimeToLive, region.CompressionThreshold) = (timeToLive, settings.CompressionThreshold));
        }

        if (settings.RedisUrl is { } redis)
        {
            claude.UseRedis(redis);
        }

        if (settings.IsEmulated)
        {
            services.TryAddSingleton(provider => StudioEmulator.Create(settings, provider.GetRequiredService<TimeProvider>()));
            claude.HttpClient.ConfigurePrimaryHttpMessageHandler(static provider => provider.GetRequiredService<ClaudeEmulator>());
        }

        // The person watches the text being written; the writer judges it once more when it is whole.
        claude.AddRedaction().AddValidation(answers => answers.Streams = StreamValidation.PassThrough);
    }
}
