using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>Ten answers without a word about limits are taken for an answer.</summary>
public sealed class QuotaPoolSilenceTests : IDisposable
{
    private static readonly ReportedQuota OutputOnly = new(null, null, new ReportedBucket(8_000, null, 0));
    private readonly PoolUnderTest _pool = new(50);

    public QuotaPoolSilenceTests() => _pool.Settings = _pool.Settings with { Configured = default };

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task The_tenth_opens_the_pool_and_says_so_once()
    {
        var lease = await LeaseAsync();

        Enumerable.Range(0, 9).Select(_ => Answer(lease)).ToArray().Should().OnlyContain(static isSilent => !isSilent);
        _pool.Status.Limits.Requests.Should().Be(50);
        Answer(lease).Should().BeTrue();
        _pool.Status.Limits.Requests.Should().BeNull();
        Answer(lease).Should().BeFalse();

        _pool.Status.Limits.Requests.Should().BeNull();
    }

    [Fact]
    public async Task Errors_tell_no_limits_anyway_and_are_not_counted()
    {
        var lease = await LeaseAsync();
        for (var answer = 0; answer < 9; answer++)
        {
            Answer(lease);
        }

        Answer(lease, isSuccess: false).Should().BeFalse();
        _pool.Status.Limits.Requests.Should().Be(50);

        Answer(lease).Should().BeTrue("an error is no word either");
    }

    [Fact]
    public async Task One_word_and_the_counting_begins_again()
    {
        var lease = await LeaseAsync();
        for (var answer = 0; answer < 9; answer++)
        {
            Answer(lease);
        }

        Answer(lease, OutputOnly).Should().BeFalse();
        for (var answer = 0; answer < 9; answer++)
        {
            Answer(lease);
        }

        _pool.Status.Limits.Should().Be(new QuotaLimits(50, null, 8_000));
        Answer(lease).Should().BeFalse("something was told before");
        _pool.Status.Limits.Should().Be(new QuotaLimits(null, null, 8_000));
    }

    [Fact]
    public async Task Where_a_limit_is_set_silence_is_no_news()
    {
        _pool.Settings = _pool.Settings with { Configured = new QuotaLimits(60, null, null) };
        var lease = await LeaseAsync();

        Enumerable.Range(0, 12).Select(_ => Answer(lease)).ToArray().Should().OnlyContain(static isSilent => !isSilent);

        _pool.Status.Limits.Requests.Should().Be(60);
    }

    private Task<QuotaLease> LeaseAsync() => _pool.AskAsync(progress: null);

    private bool Answer(QuotaLease lease, ReportedQuota? told = null, bool isSuccess = true) => _pool.Pool.Answer(lease, told, isSuccess, isRefused: false);
}
