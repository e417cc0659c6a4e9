using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Http;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Testing;
using PromptCaching.Tests.RateLimiting.Quota.Sharing;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class QuotaPoolsTests : IDisposable
{
    private const int Most = 1_000;
    private static readonly PoolKey Key = new(ClaudeEndpoint.Messages, "opus-5", false, null, null, null);
    private readonly ManualTimeProvider _clock = new();
    private readonly RateLimitingOptions _options = new() { RequestsPerMinute = 60 };
    private readonly QuotaPools _pools;

    public QuotaPoolsTests() => _pools = new QuotaPools(() => _options, _clock);

    public void Dispose() => _pools.Dispose();

    [Fact]
    public void What_the_API_counts_together_is_one_pool_and_what_it_counts_apart_another()
    {
        _pools.For(Key).Should().BeSameAs(_pools.For(Key));
        _pools.For(Key with { Class = "sonnet-4" }).Should().NotBeSameAs(_pools.For(Key));
    }

    [Fact]
    public void An_onlooker_sees_every_pool_by_its_name_in_their_order()
    {
        foreach (var name in new[] { "sonnet-4", "haiku-4-5", "opus-5" })
        {
            _pools.For(Key with { Class = name });
        }

        _pools.Pools.Select(static pool => pool.Pool).Should().Equal("Messages haiku-4-5", "Messages opus-5", "Messages sonnet-4");
        _pools.Pools.Should().OnlyContain(static pool => pool.Limits.Requests == 60);
    }

    [Fact]
    public void What_options_say_of_the_pool_is_followed_while_it_lives()
    {
        _options.Classes["opus-5"] = new() { RequestsPerMinute = 7 };
        var pool = _pools.For(Key);
        pool.Limits.Requests.Should().Be(7);

        _options.Classes["opus-5"].RequestsPerMinute = 5;

        pool.StatusAs("").Limits.Requests.Should().Be(5);
    }

    [Fact]
    public async Task When_the_client_ends_nobody_waits_any_longer_and_nobody_comes()
    {
        var pool = _pools.For(Key);
        pool.Refused(await AskAsync(pool), null, TimeSpan.FromSeconds(9));
        var waiting = AskAsync(pool);

        _pools.Dispose();

        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<ObjectDisposedException>();
        _pools.Invoking(static pools => pools.For(Key with { Class = "new" })).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task Beyond_a_thousand_those_that_rest_are_given_up_and_the_others_stay()
    {
        var busy = _pools.For(Own(0));
        var lease = await AskAsync(busy);
        var resting = _pools.For(Own(1));
        for (var pool = 2; pool < Most; pool++)
        {
            _pools.For(Own(pool));
        }

        _pools.For(Own(1)).Should().BeSameAs(resting, "a thousand have room");
        _pools.For(Own(Most));

        _pools.Pools.Should().HaveCount(2);
        _pools.For(Own(0)).Should().BeSameAs(busy);
        _pools.For(Own(1)).Should().NotBeSameAs(resting);
        lease.Dispose();
    }

    [Fact]
    public void A_pool_that_is_given_up_looks_no_more_at_what_it_shares()
    {
        var quota = new SharedLevels(_clock, 60);
        using var pools = new QuotaPools(() => _options, _clock, key => new PoolSharing(quota, key.Credential!, _clock, NullLogger.Instance));
        for (var pool = 0; pool < Most; pool++)
        {
            pools.For(Own(pool));
        }

        _clock.PendingTimers.Should().Be(Most);
        pools.For(Own(Most));

        _clock.PendingTimers.Should().Be(1);
    }

    private static PoolKey Own(int credential) => Key with { Credential = $"{credential}" };

    private static Task<QuotaLease> AskAsync(QuotaPool pool) => pool.AcquireAsync(AttemptTokens.None, CallPriority.Normal, null, default).AsTask();
}
