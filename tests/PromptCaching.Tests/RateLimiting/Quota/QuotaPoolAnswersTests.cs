using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>What a pool makes of answers: 1,000 requests, 10,000 input and 10,000 output tokens a minute, unless a test says otherwise.</summary>
public sealed class QuotaPoolAnswersTests : IDisposable
{
    private readonly PoolUnderTest _pool = new(1_000);

    public QuotaPoolAnswersTests() => _pool.Settings = _pool.Settings with { Configured = new QuotaLimits(1_000, 10_000, 10_000) };

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task An_attempt_without_an_answer_stays_counted_but_for_what_it_was_to_produce()
    {
        var lease = await _pool.AskAsync(input: 500, output: 300);

        _pool.Pool.Fail(lease);

        _pool.Status.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(979, 9_300, 9_800) });
        (await _pool.AskAsync()).Sent.OnItsWay.Should().Be(default(QuotaAmount));
    }

    [Fact]
    public async Task An_error_takes_the_request_and_nothing_else_and_whoever_waits_for_tokens_goes()
    {
        var lease = await _pool.AskAsync(input: 9_500, output: 300);
        var waiting = _pool.AskAsync(input: 1_000);

        _pool.Pool.Answer(lease, null, isSuccess: false, isRefused: false);

        (await waiting).IsAcquired.Should().BeTrue();
        _pool.Status.Left.Should().Be(new QuotaLimits(978, 8_800, 9_800));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task What_an_answer_to_come_or_a_refusal_took_is_settled_later(bool isSuccess, bool isRefused)
    {
        var lease = await _pool.AskAsync(input: 500, output: 300);

        _pool.Pool.Answer(lease, null, isSuccess, isRefused);

        _pool.Status.Left.Should().Be(new QuotaLimits(979, 9_300, 9_500));
    }

    [Fact]
    public async Task With_the_answer_the_API_has_counted_all_but_the_output()
    {
        var lease = await _pool.AskAsync(input: 500, output: 300);

        _pool.Pool.Answer(lease, null, isSuccess: true, isRefused: false);

        lease.OnItsWay.Should().Be(new QuotaAmount(0, 0, 300));
        (await _pool.AskAsync()).Sent.OnItsWay.Should().Be(new QuotaAmount(0, 0, 300));
        lease.Dispose();
        lease.Dispose();
        (await _pool.AskAsync()).Sent.OnItsWay.Should().Be(new QuotaAmount(1, 0, 0), "the one in between");
    }

    [Fact]
    public async Task An_answer_that_ends_lets_the_next_go()
    {
        _pool.Settings = _pool.Settings with { MaxConcurrency = 1 };
        var lease = await _pool.AskAsync();
        var waiting = _pool.AskAsync();

        _pool.Pool.Fail(lease);
        (await waiting).IsAcquired.Should().BeTrue();
        var next = _pool.AskAsync();
        (await waiting).Withdraw();

        (await next).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task The_first_answer_s_limits_hold_at_once_and_by_them_what_is_left()
    {
        _pool.Settings = _pool.Settings with { Configured = default };
        _pool.Status.Limits.Should().Be(new QuotaLimits(50, null, null));

        _pool.Pool.Answer(await _pool.AskAsync(), Told(new(1_000, 20, 0)), isSuccess: true, isRefused: false);

        _pool.Status.Should().BeEquivalentTo(new { Limits = new QuotaLimits(1_000, null, null), Left = new QuotaLimits(0, null, null) });
    }

    [Fact]
    public async Task Of_what_is_set_and_what_is_told_the_lower_holds_and_what_is_told_no_more_stays_known()
    {
        var lease = await _pool.AskAsync();

        _pool.Pool.Answer(lease, new ReportedQuota(new(500, null, 0), new(90_000, null, 0), null), isSuccess: true, isRefused: false);
        _pool.Status.Limits.Should().Be(new QuotaLimits(500, 10_000, 10_000));
        _pool.Pool.Answer(lease, new ReportedQuota(null, null, new(8_000, null, 0)), isSuccess: true, isRefused: false);

        _pool.Status.Limits.Should().Be(new QuotaLimits(500, 10_000, 8_000));
    }

    [Fact]
    public async Task What_the_API_had_not_seen_when_it_told_is_not_counted_on()
    {
        for (var call = 0; call < 5; call++)
        {
            await _pool.AskAsync();
        }

        var lease = await _pool.AskAsync();
        for (var call = 0; call < 49; call++)
        {
            await _pool.AskAsync();
        }

        _pool.Pool.Refused(await _pool.AskAsync(), null, TimeSpan.Zero);

        // It had 174; 5 were on their way, 49 left later; 20 are the headroom: 100 may be made up for.
        _pool.Pool.Answer(lease, Told(new(1_000, 174, 0)), isSuccess: true, isRefused: false);

        _pool.Status.Left.Requests.Should().Be(0);
        _pool.Clock.Advance(TimeSpan.FromSeconds(12));
        _pool.Status.Left.Requests.Should().BeApproximately(200 + 100, 1e-6);
    }

    [Fact]
    public async Task What_has_come_back_since_an_attempt_was_sent_may_be_there()
    {
        var lease = await _pool.AskAsync();
        _pool.Clock.Advance(TimeSpan.FromSeconds(6));

        _pool.Pool.Answer(lease, Told(new(1_000, 500, 0)), isSuccess: true, isRefused: false);

        _pool.Status.Left.Requests.Should().BeApproximately(500 + 100 - 20, 1e-6);
    }

    [Fact]
    public async Task Counters_that_do_not_tell_the_prompt_settle_nothing()
    {
        var lease = await _pool.AskAsync(input: 500, output: 300);

        _pool.Pool.SettleInput(lease, new PromptCaching.Bodies.AnswerUsage());

        _pool.Status.Left.Should().Be(new QuotaLimits(979, 9_300, 9_500));
    }

    private static ReportedQuota Told(ReportedBucket requests) => new(requests, null, null);
}
