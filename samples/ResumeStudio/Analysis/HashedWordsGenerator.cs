using Microsoft.Extensions.AI;

namespace ResumeStudio.Analysis;

/// <summary>The generator of embeddings where none other is registered: local, free and deterministic.</summary>
internal sealed class HashedWordsGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private static readonly EmbeddingGeneratorMetadata _metadata =
        new("local", defaultModelId: "hashed-words-1", defaultModelDimensions: TextVector.Dimensions);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(static text => new Embedding<float>(TextVector.Of(text)))));

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
