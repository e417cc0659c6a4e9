using ResumeStudio.Caching;

namespace ResumeStudio.Analysis;

/// <summary>Compares a résumé with a job once for each user and pair of texts.</summary>
internal sealed class JobMatcher(SemanticSimilarity similarity, ResultCache results)
{
    private const string Method = "keywords-and-vectors-1";

    public ValueTask<JobMatch> MatchAsync(StudioTexts texts, CancellationToken cancellationToken) => results.GetOrCreateAsync(
        ResultCache.Match,
        texts,
        Method,
        async token => JobMatching.Compare(texts.Resume, texts.Job, await similarity.OfAsync(texts.Resume, texts.Job, token)),
        StudioJson.Default.JobMatch,
        cancellationToken);
}
