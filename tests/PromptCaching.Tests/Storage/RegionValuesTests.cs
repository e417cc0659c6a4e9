using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public sealed class RegionValuesTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly RegionsUnderTest _process;

    public RegionValuesTests() => _process = new RegionsUnderTest(_clock, _store);

    private CacheRegion Region => _process.Embedding;

    public void Dispose() => _process.Dispose();

    [Fact]
    public async Task A_value_is_made_once_and_then_found_until_its_time_is_up()
    {
        var made = 0;
        for (var call = 0; call < 3; call++)
        {
            (await Region.GetOrCreateAsync("k", _ => ValueTask.FromResult($"value {++made}"), Json.Default.String)).Should().Be("value 1");
        }

        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        var found = await Region.FindAsync("k", Json.Default.String);
        found.Should().Be(new CachedValue<string>(true, "value 1", TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1)));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Region.FindAsync("k", Json.Default.String)).Should().Be(default(CachedValue<string>));
        (await Region.GetOrCreateAsync("k", _ => ValueTask.FromResult($"value {++made}"), Json.Default.String)).Should().Be("value 2");
        _store.Lifetimes.Should().AllBeEquivalentTo(TimeSpan.FromDays(7));
    }

    [Fact]
    public async Task Equal_questions_at_once_are_answered_by_one_making()
    {
        var gate = new TaskCompletionSource<string>();
        var made = 0;
        var calls = Enumerable.Range(0, 50).Select(_ => Region.GetOrCreateAsync("k", Make, Json.Default.String).AsTask()).ToArray();
        gate.SetResult("value");

        (await Task.WhenAll(calls)).Should().AllBe("value");
        made.Should().Be(1);
        Region.Counters.Joins.Should().Be(49);
        Region.Counters.Misses.Should().Be(1);

        async ValueTask<string> Make(CancellationToken token)
        {
            Interlocked.Increment(ref made);
            return await gate.Task;
        }
    }

    [Fact]
    public async Task A_leader_who_leaves_does_not_disturb_the_others_and_the_last_one_ends_the_making()
    {
        var begun = new TaskCompletionSource<CancellationToken>();
        var gate = new TaskCompletionSource<string>();
        using var leader = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var first = Ask("k", leader.Token);
        var token = await begun.Task;
        var others = Enumerable.Range(0, 3).Select(_ => Ask("k", default)).ToArray();

        await leader.CancelAsync();
        await first.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        token.IsCancellationRequested.Should().BeFalse();
        gate.SetResult("value");
        (await Task.WhenAll(others)).Should().AllBe("value");

        (begun, gate) = (new(), new());
        var lonely = Ask("other", second.Token);
        token = await begun.Task;
        await second.CancelAsync();
        await lonely.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        token.IsCancellationRequested.Should().BeTrue();

        Task<string> Ask(string key, CancellationToken cancellationToken) => Region.GetOrCreateAsync(
            key,
            async nobodyWaits =>
            {
                begun.SetResult(nobodyWaits);
                return await gate.Task.WaitAsync(nobodyWaits);
            },
            Json.Default.String,
            cancellationToken: cancellationToken).AsTask();
    }

    [Fact]
    public async Task A_failure_reaches_all_who_wait_and_is_not_stored()
    {
        var gate = new TaskCompletionSource<string>();
        var calls = Enumerable.Range(0, 5).Select(_ => Region.GetOrCreateAsync("k", async _ => await gate.Task, Json.Default.String).AsTask()).ToArray();
        gate.SetException(new InvalidOperationException("no"));

        foreach (var call in calls)
        {
            await call.Invoking(it => it).Should().ThrowAsync<InvalidOperationException>().WithMessage("no");
        }

        _store.Entries.Keys.Should().NotContain("llm:embedding:k");
        (await Region.GetOrCreateAsync("k", _ => ValueTask.FromResult("now"), Json.Default.String)).Should().Be("now");
    }

    [Fact]
    public async Task Of_many_only_the_missing_are_made_in_one_go_and_the_order_holds()
    {
        await Region.StoreAsync("b", "found b", Json.Default.String);
        List<int[]> asked = [];

        for (var round = 0; round < 2; round++)
        {
            var values = await Region.GetOrCreateManyAsync(["a", "b", "c", "a"], Make, Json.Default.String);
            values.Should().Equal("made 0", "found b", "made 2", "made 0");
        }

        asked.Should().ContainSingle().Which.Should().Equal(0, 2);

        ValueTask<IReadOnlyList<string>> Make(IReadOnlyList<int> missing, CancellationToken token)
        {
            asked.Add([.. missing]);
            return ValueTask.FromResult<IReadOnlyList<string>>([.. missing.Select(index => $"made {index}")]);
        }
    }

    [Fact]
    public async Task Too_few_values_for_what_is_missing_are_a_mistake_that_is_named() =>
        await Region.Awaiting(region => region.GetOrCreateManyAsync(["a", "b"], (_, _) => ValueTask.FromResult<IReadOnlyList<string>>(["one"]), Json.Default.String))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("2 values were missing, and 1 were made*");

    [Fact]
    public async Task A_score_sets_the_time_to_live_and_a_bad_one_is_not_stored()
    {
        using var process = Configured(options => options.TimeToLiveOfScore = score => score < 0.5 ? null : TimeSpan.FromMinutes(score * 100));
        var region = process["match"];

        await region.StoreAsync("bad", 1, Json.Default.Int32, new CacheTerms { Score = 0.4 });
        await region.StoreAsync("good", 1, Json.Default.Int32, new CacheTerms { Score = 0.9 });
        await region.StoreAsync("own", 1, Json.Default.Int32, new CacheTerms { Score = 0.4, TimeToLive = TimeSpan.FromMinutes(1) });
        await region.StoreAsync("unjudged", 1, Json.Default.Int32);
        await region.GetOrCreateAsync("later", _ => ValueTask.FromResult(7), Json.Default.Int32, value => new CacheTerms { Score = value / 10.0 });

        _store.Lifetimes.Should().Equal(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(70));
        region.Counters.RefusedByReason.Should().Equal(new Dictionary<string, long> { ["score"] = 1 });
    }

    [Fact]
    public async Task A_store_that_fails_keeps_nothing_and_fails_nobody()
    {
        _store.OnRead = (_, _) => throw new IOException();
        _store.OnWrite = (_, _) => throw new IOException();
        _store.OnRemove = (_, _) => throw new IOException();

        (await Region.GetOrCreateAsync("k", _ => ValueTask.FromResult("v"), Json.Default.String)).Should().Be("v");
        await Region.StoreAsync("k", "v", Json.Default.String);
        await Region.RemoveAsync("k");
        (await Region.FindAsync("k", Json.Default.String)).IsFound.Should().BeFalse();
        (await Region.GetOrCreateManyAsync(["a"], (_, _) => ValueTask.FromResult<IReadOnlyList<string>>(["v"]), Json.Default.String)).Should().Equal("v");
    }

    [Fact]
    public async Task A_value_of_an_older_form_is_a_miss()
    {
        await Region.StoreAsync("k", "text", Json.Default.String);

        (await Region.FindAsync("k", Json.Default.Int32)).IsFound.Should().BeFalse();
        Region.Counters.ErrorsByKind.Should().Equal(new Dictionary<string, long> { ["unreadable"] = 1 });
        (await Region.GetOrCreateAsync("k", _ => ValueTask.FromResult(5), Json.Default.Int32)).Should().Be(5);
    }

    [Fact]
    public async Task A_removed_value_is_gone()
    {
        await Region.StoreAsync("k", "v", Json.Default.String);
        await Region.RemoveAsync("k");

        (await Region.FindAsync("k", Json.Default.String)).IsFound.Should().BeFalse();
    }

    [Fact]
    public async Task Scopes_share_nothing_and_stand_between_region_and_model()
    {
        var key = Region.KeyFor("model", "text");
        await Region.InScope("ann").StoreAsync(key, "of ann", Json.Default.String);

        (await Region.InScope("bob").FindAsync(key, Json.Default.String)).IsFound.Should().BeFalse();
        (await Region.FindAsync(key, Json.Default.String)).IsFound.Should().BeFalse();
        (await Region.InScope("ann").FindAsync(key, Json.Default.String)).Value.Should().Be("of ann");
        _store.Entries.Keys.Single(name => name.Contains("embedding", StringComparison.Ordinal))
            .Should().MatchRegex("^llm:embedding:[A-Za-z0-9_-]{22}:model:[A-Za-z0-9_-]{43}$").And.NotContain("ann");
        Region.InScope("ann").Invoking(view => view.InScope("bob")).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task Values_of_another_key_are_unreadable_and_those_of_a_directory_survive_a_restart()
    {
        await Region.StoreAsync("k", "v", Json.Default.String);
        using var other = new RegionsUnderTest(_clock, _store, options => options.Client.ApiKey = "another-key");
        (await other.Embedding.FindAsync("k", Json.Default.String)).IsFound.Should().BeFalse();

        var directory = Directory.CreateTempSubdirectory();
        try
        {
            using (var first = Keyless(directory.FullName))
            {
                await first.Embedding.StoreAsync("k", "v", Json.Default.String);
            }

            using var second = Keyless(directory.FullName);
            (await second.Embedding.FindAsync("k", Json.Default.String)).Value.Should().Be("v");
            var secret = Path.Combine(directory.FullName, ".secret");
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(secret).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Encryption_holds_for_all_regions()
    {
        var key = Convert.ToBase64String(new byte[32]);
        using var process = new RegionsUnderTest(_clock, _store, options => options.ResponseCaching.EncryptionKeys = [key]);
        await process.Embedding.StoreAsync("k", "a canary", Json.Default.String);

        _store.Entries["llm:embedding:k"].AsSpan().IndexOf("canary"u8).Should().Be(-1);
        (await process.Embedding.FindAsync("k", Json.Default.String)).Value.Should().Be("a canary");
        (await Region.FindAsync("k", Json.Default.String)).IsFound.Should().BeFalse();
    }

    private RegionsUnderTest Keyless(string directory) => new(_clock, configure: options =>
    {
        options.Client.ApiKey = null;
        options.Client.RequireApiKey = false;
        options.ResponseCaching.Directory = directory;
    });

    private ConfiguredRegions Configured(Action<CacheRegionOptions> configure) => new(_clock, _store, configure);
}
