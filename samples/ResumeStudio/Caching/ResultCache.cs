using System.Text.Json.Serialization.Metadata;
using PromptCaching.Storage;
using ResumeStudio.Configuration;

namespace ResumeStudio.Caching;

/// <summary>Results of one user, kept in a region of their kind. They hold placeholders, never personal data.</summary>
internal sealed class ResultCache(ICacheRegions regions, StudioSettings settings)
{
    public const string Match = "match";
    public const string Optimization = "optimization";

    /// <summary>Finds a result, or makes and keeps it.</summary>
    public async ValueTask<T> GetOrCreateAsync<T>(
        string region,
        StudioTexts texts,
        string method,
        Func<CancellationToken, ValueTask<T>> create,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken)
    {
        if (!settings.CachesResults)
        {
            return await create(cancellationToken);
        }

        var mine = regions[region].InScope(texts.User);
        return await mine.GetOrCreateAsync(KeyOf(mine, texts, method), create, type, cancellationToken: cancellationToken);
    }

    public async ValueTask<T?> FindAsync<T>(string region, StudioTexts texts, string method, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!settings.CachesResults)
        {
            return null;
        }

        var mine = regions[region].InScope(texts.User);
        return (await mine.FindAsync(KeyOf(mine, texts, method), type, cancellationToken)).Value;
    }

    public ValueTask StoreAsync<T>(string region, StudioTexts texts, string method, T result, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (!settings.CachesResults)
        {
            return ValueTask.CompletedTask;
        }

        var mine = regions[region].InScope(texts.User);
        return mine.StoreAsync(KeyOf(mine, texts, method), result, type, cancellationToken: cancellationToken);
    }

    private static string KeyOf(CacheRegion region, StudioTexts texts, string method) => region.KeyFor(method, texts.Resume, texts.Job);
}
