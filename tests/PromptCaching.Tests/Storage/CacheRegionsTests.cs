using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.DependencyInjection;

namespace PromptCaching.Tests.Storage;

public sealed class CacheRegionsTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly RegionsUnderTest _process;

    public CacheRegionsTests() => _process = new RegionsUnderTest(_clock, _store);

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task The_regions_that_are_always_there_have_their_times()
    {
        Dictionary<string, TimeSpan> times = new()
        {
            ["embedding"] = TimeSpan.FromDays(7),
            ["health"] = TimeSpan.FromSeconds(30),
            ["match"] = TimeSpan.FromHours(1),
            ["openai"] = TimeSpan.FromHours(6),
            ["optimization"] = TimeSpan.FromHours(1),
            ["response"] = TimeSpan.FromHours(1),
            ["session"] = TimeSpan.FromHours(1),
        };

        _process.Regions.Names.Should().Equal(times.Keys);
        foreach (var (name, time) in times)
        {
            (await _process.Regions[name].GetStatisticsAsync()).TimeToLive.Should().Be(time);
        }
    }

    [Fact]
    public async Task A_store_that_tells_nothing_of_itself_has_no_facts() => (await _process.Regions.DescribeStoreAsync()).Should().BeEmpty();

    [Fact]
    public void A_region_that_is_not_there_is_refused_with_those_that_are_and_the_way_to_add_it() =>
        _process.Regions.Invoking(regions => regions["embeddings"]).Should().Throw<KeyNotFoundException>()
            .WithMessage("There is no cache region 'embeddings'; there are embedding, health, match*AddCacheRegion(\"embeddings\")*");

    [Fact]
    public async Task Regions_are_registered_by_client_and_those_of_the_default_one_without_a_key()
    {
        using var provider = Registered.Provider(services =>
        {
            services.AddClaudeCaching(options => options.ApiKey = "one").AddCacheRegion("mine", region => region.TimeToLive = TimeSpan.FromMinutes(3));
            services.AddClaudeCaching("eu", options => options.ApiKey = "two").AddCacheRegion("embedding", region => region.TimeToLive *= 2);
        });

        var (first, second) = (provider.GetRequiredService<ICacheRegions>(), provider.GetRequiredKeyedService<ICacheRegions>("eu"));

        provider.GetRequiredKeyedService<ICacheRegions>(ClaudeDefaults.ClientName).Should().BeSameAs(first);
        (await first["mine"].GetStatisticsAsync()).TimeToLive.Should().Be(TimeSpan.FromMinutes(3));
        (await first["embedding"].GetStatisticsAsync()).TimeToLive.Should().Be(TimeSpan.FromDays(7));
        (await second["embedding"].GetStatisticsAsync()).TimeToLive.Should().Be(TimeSpan.FromDays(14));
        second.Names.Should().NotContain("mine");
    }

    [Fact]
    public void A_wrong_region_is_found_at_start_with_its_value_and_the_fix()
    {
        using var provider = Registered.Provider(services => services.AddClaudeCaching(options => options.ApiKey = "one")
            .AddCacheRegion("mine", region =>
            {
                region.TimeToLive = TimeSpan.Zero;
                region.MaxEntryBytes = 1;
                region.CompressionThreshold = -1;
                region.Compression = (CacheCompression)9;
            }));

        provider.GetRequiredService<IStartupValidator>().Invoking(validator => validator.Validate()).Should().Throw<OptionsValidationException>().WithMessage(
            "*Claude:AddCacheRegion(\"mine\"): TimeToLive is 00:00:00; set it between 00:00:01 and*CompressionThreshold is -1*"
            + "MaxEntryBytes is 1; set it between 1024*Compression is 9; set None, Brotli or Gzip.*");
    }

    [Fact]
    public async Task A_view_of_one_scope_clears_nothing_of_others()
    {
        var view = _process.Embedding.InScope("ann");

        await view.Invoking(it => it.ClearTagAsync("prices").AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*on the region itself*");
        await view.Invoking(it => it.ClearScopeAsync("bob").AsTask()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*on the region itself*");
        (await view.ClearAsync()).What.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("response", "*ConfigureResponseCaching*")]
    [InlineData("With Space", "*a to z*")]
    [InlineData("a:b", "*a to z*")]
    [InlineData("!cleared", "*a to z*")]
    public void A_name_that_cannot_be_is_refused(string name, string message) =>
        new ServiceCollection().AddClaudeCaching().Invoking(builder => builder.AddCacheRegion(name)).Should().Throw<ArgumentException>().WithMessage(message);

    [Theory]
    [InlineData("short", "item 0*32 bytes in base64*openssl rand -base64 32*")]
    [InlineData("MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNA==", "item 0*32 bytes*")]
    public void A_wrong_encryption_key_is_found_at_start_and_not_shown(string key, string message)
    {
        var failure = Failure([key]);

        failure.Should().Match("*Claude:ResponseCaching:EncryptionKeys has as " + message);
        failure.Should().NotContain(key);
    }

    [Fact]
    public void An_encryption_key_that_comes_twice_is_found_at_start()
    {
        var key = Convert.ToBase64String(new byte[32]);
        Failure([key, key]).Should().Contain("has a key twice");
    }

    [Fact]
    public async Task A_store_that_gives_back_what_it_is_given_is_healthy_and_keeps_nothing_of_the_check()
    {
        (await _process.Regions.CheckHealthAsync()).Should().Be(new CacheStoreHealth(CacheStoreStatus.Healthy, null, TimeSpan.Zero));

        _store.Entries.Should().BeEmpty();
        _store.Lifetimes.Should().Equal(TimeSpan.FromSeconds(30));
        using var inProcess = new RegionsUnderTest(_clock);
        (await inProcess.Regions.CheckHealthAsync()).Status.Should().Be(CacheStoreStatus.Healthy);
    }

    [Theory]
    [InlineData("write", "An entry could not be written: the store cannot be reached.")]
    [InlineData("read", "An entry could not be read: the store cannot be reached.")]
    [InlineData("remove", "An entry could not be removed: the store cannot be reached.")]
    [InlineData("lie", "What was written did not come back as it was.")]
    [InlineData("forget", "What was written did not come back as it was.")]
    public async Task A_broken_store_is_degraded_and_says_why(string broken, string reason)
    {
        _store.OnWrite = broken == "write" ? (_, _) => throw new IOException() : null;
        _store.OnRemove = broken == "remove" ? (_, _) => throw new IOException() : null;
        _store.OnRead = broken switch
        {
            "read" => (_, _) => throw new IOException(),
            "lie" => (_, _) => Task.FromResult<byte[]?>(new byte[64]),
            "forget" => (_, _) => Task.FromResult<byte[]?>(null),
            _ => null,
        };

        (await _process.Regions.CheckHealthAsync()).Should().Be(new CacheStoreHealth(CacheStoreStatus.Degraded, reason, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_store_that_hangs_and_one_that_is_left_alone_are_degraded()
    {
        _store.OnWrite = (_, _) => new TaskCompletionSource().Task;
        for (var failure = 0; failure < 5; failure++)
        {
            var check = _process.Regions.CheckHealthAsync();
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            (await check).Should().Be(
                new CacheStoreHealth(CacheStoreStatus.Degraded, "An entry could not be written in time.", TimeSpan.FromMilliseconds(250)));
        }

        (await _process.Regions.CheckHealthAsync()).Reason.Should().Contain("left alone");
        (await _process.Regions.CheckHealthAsync(new CancellationToken(canceled: true))).Reason.Should().Contain("cancelled");
    }

    [Fact]
    public async Task A_region_is_a_distributed_cache()
    {
        var cache = _process.Match.AsDistributedCache();
        (await cache.GetAsync("k")).Should().BeNull();

        await cache.SetAsync("k", [1, 2, 3], new DistributedCacheEntryOptions());
        await cache.SetAsync("relative", [1], new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(5) });
        await cache.SetAsync("absolute", [1], new() { AbsoluteExpiration = _clock.GetUtcNow().AddMinutes(6) });
        await cache.SetAsync("sliding", [1], new() { SlidingExpiration = TimeSpan.FromMinutes(7) });
        await cache.SetAsync("both", [1], new() { SlidingExpiration = TimeSpan.FromMinutes(9), AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(8) });

        (await cache.GetAsync("k")).Should().Equal(1, 2, 3);
        _store.Lifetimes.Select(time => time!.Value.TotalMinutes).Should().Equal(60, 5, 6, 7, 8);
        await cache.RemoveAsync("k");
        (await cache.GetAsync("k")).Should().BeNull();
        cache.Invoking(it => it.Get("k")).Should().Throw<NotSupportedException>().WithMessage("*asynchronous*");
        cache.Invoking(it => it.Set("k", [1], new())).Should().Throw<NotSupportedException>().WithMessage("*asynchronous*");
        cache.Invoking(it => it.Remove("k")).Should().Throw<NotSupportedException>().WithMessage("*asynchronous*");
        (_process.Match.Counters.Hits, _process.Match.Counters.Misses, _process.Match.Counters.Stores).Should().Be((1, 2, 5));
    }

    [Fact]
    public async Task What_is_cleared_everywhere_is_freed_in_every_region()
    {
        using var process = new RegionsUnderTest(_clock);
        await process.Match.StoreAsync("a", "b", Json.Default.String);
        await process.Embedding.StoreAsync("a", "b", Json.Default.String);

        await process.Regions.ClearAllAsync();

        foreach (var region in (CacheRegion[])[process.Match, process.Embedding])
        {
            await region.Freeing;
            (await region.GetStatisticsAsync()).Entries.Should().Be(0);
        }
    }

    [Theory]
    [InlineData("embedding", 7 * 24 * 3600)]
    [InlineData("openai", 6 * 3600)]
    [InlineData("match", 3600)]
    [InlineData("optimization", 3600)]
    [InlineData("session", 3600)]
    [InlineData("health", 30)]
    [InlineData("response", 3600)]
    public async Task The_regions_that_are_always_there_keep_what_they_hold_for_a_time_of_their_own(string name, int seconds) =>
        (await _process.Regions[name].GetStatisticsAsync()).TimeToLive.Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task A_distributed_cache_counts_how_old_its_hits_are()
    {
        var cache = _process.Match.AsDistributedCache();
        await cache.SetAsync("k", [1], new DistributedCacheEntryOptions());
        _clock.Advance(TimeSpan.FromSeconds(10));
        await cache.GetAsync("k");

        _process.Match.Counters.MeanAge.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void In_this_process_a_region_is_a_synchronous_cache_too()
    {
        using var process = new RegionsUnderTest(_clock);
        var cache = process.Match.AsDistributedCache();

        cache.Set("k", [1], new DistributedCacheEntryOptions());
        cache.Refresh("k");
        cache.Get("k").Should().Equal(1);
        cache.Remove("k");
        cache.Get("k").Should().BeNull();
    }

    private static string Failure(IList<string> keys)
    {
        var options = new ClaudeCachingOptions { Client = { ApiKey = "k" }, ResponseCaching = { EncryptionKeys = keys } };
        return options.Invoking(it => ClaudeCachingHandler.Create(it, new ClaudeEmulator())).Should().Throw<OptionsValidationException>().Which.Message;
    }
}
