using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ResumeStudio.Analysis;
using ResumeStudio.Caching;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Caching;

public sealed class EmbeddingsTests
{
    [Fact]
    public async Task Only_texts_that_are_not_known_yet_are_embedded()
    {
        var generator = new CountingGenerator();
        await using var studio = await StudioUnderTest.StartAsync(services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator));
        var embeddings = studio.Services.GetRequiredService<CachedEmbeddings>();
        await embeddings.OfAsync(["one", "two"], CancellationToken.None);

        var vectors = await embeddings.OfAsync(["one", "three", "two", "three"], CancellationToken.None);

        generator.Asked.Should().BeEquivalentTo([["one", "two"], new[] { "three" }], static options => options.WithStrictOrdering());
        vectors.Should().HaveCount(4);
        vectors[0].Should().Equal(TextVector.Of("one"));
        vectors[3].Should().Equal(TextVector.Of("three"));
    }

    [Fact]
    public async Task A_resume_that_changed_in_one_line_needs_that_line_and_the_whole()
    {
        var generator = new CountingGenerator();
        await using var studio = await StudioUnderTest.StartAsync(services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator));
        var similarity = studio.Services.GetRequiredService<SemanticSimilarity>();
        await similarity.OfAsync(Some.Resume, Some.Job, CancellationToken.None);
        var changed = Some.Resume.Replace("Took part in the weekly planning", "Planned the work of each week", StringComparison.Ordinal);

        await similarity.OfAsync(changed, Some.Job, CancellationToken.None);

        generator.Asked[^1].Should().Equal(changed, "Planned the work of each week");
    }

    [Fact]
    public async Task Vectors_are_kept_for_seven_days()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        var regions = (await studio.GetAsync("/api/v1/cache/stats")).GetProperty("regions");

        regions.GetProperty("embedding").GetProperty("ttl_seconds").GetDouble().Should().Be(TimeSpan.FromDays(7).TotalSeconds);
    }

    [Fact]
    public async Task A_generator_of_another_never_sees_personal_data()
    {
        var generator = new CountingGenerator();
        await using var studio = await StudioUnderTest.StartAsync(services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(generator));

        await studio.AskAsync("/api/v1/generate", Some.Request);

        string.Join('\n', generator.Asked.SelectMany(static texts => texts)).Should().Contain("[EMAIL_1]").And.NotContain("canary");
    }

    private sealed class CountingGenerator : IEmbeddingGenerator<string, Embedding<float>>
    {
        private readonly HashedWordsGenerator _words = new();

        public List<string[]> Asked { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Asked.Add([.. values]);
            return _words.GenerateAsync(Asked[^1], options, cancellationToken);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => _words.GetService(serviceType, serviceKey);

        public void Dispose() => _words.Dispose();
    }
}
