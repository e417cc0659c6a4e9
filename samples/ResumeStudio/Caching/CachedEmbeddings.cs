using Microsoft.Extensions.AI;
using PromptCaching.Storage;
using ResumeStudio.Configuration;

namespace ResumeStudio.Caching;

/// <summary>Vectors of texts, each made once and kept in the region <c>embedding</c>; a text that changed in one line needs that line's vector only.</summary>
internal sealed class CachedEmbeddings(IEmbeddingGenerator<string, Embedding<float>> generator, ICacheRegions regions, StudioSettings settings)
{
    private readonly string _model = (generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId ?? "unnamed";

    public ValueTask<IReadOnlyList<float[]>> OfAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (!settings.CachesResults)
        {
            return GenerateAsync(texts, cancellationToken);
        }

        var region = regions["embedding"];
        return region.GetOrCreateManyAsync(
            [.. texts.Select(text => region.KeyFor(_model, text))],
            (missing, token) => GenerateAsync([.. missing.Select(index => texts[index])], token),
            StudioJson.Default.SingleArray,
            cancellationToken: cancellationToken);
    }

    private async ValueTask<IReadOnlyList<float[]>> GenerateAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var made = await generator.GenerateAsync(texts, cancellationToken: cancellationToken).ConfigureAwait(false);
        return [.. made.Select(static one => one.Vector.ToArray())];
    }
}
