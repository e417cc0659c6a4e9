using ResumeStudio.Caching;

namespace ResumeStudio.Analysis;

/// <summary>How alike a résumé and a job are: each paragraph of the job beside the nearest one of the résumé.</summary>
internal sealed class SemanticSimilarity(CachedEmbeddings embeddings)
{
    private const int ShortestParagraph = 20;

    public async ValueTask<double> OfAsync(string resume, string job, CancellationToken cancellationToken)
    {
        var (ours, theirs) = (Paragraphs(resume), Paragraphs(job));
        if (ours.Count == 0 || theirs.Count == 0)
        {
            return 0;
        }

        // All in one go, so that a generator behind a network is asked once, and only for what is not known yet.
        var vectors = await embeddings.OfAsync([resume, job, .. ours, .. theirs], cancellationToken).ConfigureAwait(false);
        var (first, second) = (vectors.Skip(2).Take(ours.Count).ToList(), vectors.Skip(2 + ours.Count).ToList());
        var nearest = second.Average(wanted => first.Max(shown => TextVector.Similarity(shown, wanted)));
        return Math.Clamp((TextVector.Similarity(vectors[0], vectors[1]) + nearest) / 2, 0, 1);
    }

    private static IReadOnlyList<string> Paragraphs(string text) =>
    [
        .. text.ReplaceLineEndings("\n").Split('\n')
            .Select(static line => line.Trim().TrimStart('-', '*', '#', ' '))
            .Where(static line => line.Length >= ShortestParagraph),
    ];
}
