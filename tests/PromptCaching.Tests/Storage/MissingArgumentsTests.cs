using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>Who forgets an argument is told which, before anything is looked up or stored.</summary>
public sealed class MissingArgumentsTests
{
    private static readonly Func<CancellationToken, ValueTask<string>> _create = static _ => ValueTask.FromResult("made");
    private static readonly Func<IReadOnlyList<int>, CancellationToken, ValueTask<IReadOnlyList<string>>> _createMany =
        static (missing, _) => ValueTask.FromResult<IReadOnlyList<string>>([.. missing.Select(static one => $"{one}")]);

    private static readonly Func<string, CacheTerms?> _termsOf = static _ => null;
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();

    [Fact]
    public async Task A_region_names_it()
    {
        using var process = new RegionsUnderTest(_clock, _store);

        (await NullArguments.TakenAsync(process.Embedding, Json.Default.String, _create, _createMany, _termsOf, new[] { "a" })).Should().BeEmpty();
    }

    [Fact]
    public async Task All_regions_name_it()
    {
        using var process = new RegionsUnderTest(_clock, _store);

        (await NullArguments.TakenAsync(process.Regions)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_region_that_is_a_distributed_cache_names_it()
    {
        using var process = new RegionsUnderTest(_clock);

        (await NullArguments.TakenAsync(process.Embedding.AsDistributedCache(), new byte[1], new DistributedCacheEntryOptions())).Should().BeEmpty();
    }

    [Fact]
    public async Task A_folder_names_it()
    {
        var folder = Directory.CreateTempSubdirectory("promptcaching-");
        using var store = new FileDistributedCache(new FileDistributedCacheOptions { Directory = folder.FullName }, _clock);

        (await NullArguments.TakenAsync(store, new byte[1], new DistributedCacheEntryOptions(), new ArrayBufferWriter<byte>())).Should().BeEmpty();
        folder.Delete(recursive: true);
    }
}
