using PromptCaching.Bodies;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>What a pool of 60,000 output tokens a minute expects answers to come to, while they run and when they have ended.</summary>
public sealed class QuotaPoolOutputTests : IDisposable
{
    private const double Most = 100_000;
    private const double Rough = 1e-6;
    private readonly PoolUnderTest _pool = new(1_000);

    public QuotaPoolOutputTests() => _pool.Settings = _pool.Settings with { Configured = new QuotaLimits(1_000, null, 60_000) };

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task What_answers_have_been_writing_is_expected_of_the_next_one_too()
    {
        await AskAsync();
        Pass(10);

        (await AskAsync()).Expected.Output.Should().BeApproximately(1_000 + 600, Rough);
    }

    [Fact]
    public async Task Answers_are_looked_at_four_times_a_second()
    {
        await AskAsync();
        Pass(0.249);
        (await AskAsync(most: 1)).Expected.Output.Should().Be(1);
        (await AskAsync()).Expected.Output.Should().Be(1_000);

        Pass(0.001);

        (await AskAsync()).Expected.Output.Should().BeApproximately(1_000 + (3 * 15), Rough);
    }

    [Fact]
    public async Task Each_look_counts_what_was_written_since_the_last_one()
    {
        await AskAsync();
        Pass(10);
        _ = _pool.Status;
        Pass(10);

        (await AskAsync()).Expected.Output.Should().BeApproximately(1_000 + 600 + (600 * Math.Exp(-10 / 60.0)), Rough);
    }

    [Fact]
    public async Task An_answer_takes_more_as_it_runs_but_never_more_than_its_caller_allows()
    {
        var (free, bounded) = (await AskAsync(), await AskAsync(most: 1_200));
        Pass(10);
        _ = _pool.Status;
        free.Taken.OutputTokens.Should().Be(1_000, "750 are written by now");

        Pass(10);
        _ = _pool.Status;

        free.Taken.OutputTokens.Should().BeApproximately(1_500, Rough);
        bounded.Taken.OutputTokens.Should().Be(1_200);
    }

    [Fact]
    public async Task What_a_running_answer_takes_is_taken_from_the_bucket()
    {
        await AskAsync();
        Pass(120);

        _pool.Status.Left.OutputTokens.Should().BeApproximately(58_800 - (9_000 - 1_000), Rough);
    }

    [Fact]
    public async Task An_answer_that_has_come_to_what_its_caller_allows_writes_no_more()
    {
        await AskAsync(most: 750);
        Pass(10);
        _ = _pool.Status;
        Pass(10);

        (await AskAsync()).Expected.Output.Should().BeApproximately(1_000 + (600 * Math.Exp(-10 / 60.0)), Rough);
    }

    [Fact]
    public async Task After_a_refusal_what_is_still_to_be_written_comes_first()
    {
        _pool.Settings = _pool.Settings with { QueueLimit = 0 };
        await AskAsync();
        await AskAsync();
        Pass(10);
        var refused = await AskAsync(most: 0);

        // Each of the two has 250 of its 1,000 tokens to go.
        _pool.Pool.Refused(refused, null, TimeSpan.Zero);

        (await AskAsync(most: 500)).Wait().Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task By_what_the_API_tells_there_is_less_by_what_is_still_to_be_written()
    {
        var lease = await AskAsync();
        Pass(10);
        _ = _pool.Status;

        _pool.Pool.Answer(lease, new ReportedQuota(null, null, new(60_000, 20_000, 500)), isSuccess: true, isRefused: false);

        _pool.Status.Left.OutputTokens.Should().BeApproximately(20_000 + 500 + 10_000 - 1_200 - 250, Rough);
    }

    [Fact]
    public async Task An_answer_that_has_ended_tells_what_answers_come_to()
    {
        var lease = await AskAsync();
        Pass(10);
        _ = _pool.Status;

        _pool.Pool.SettleOutput(lease, Ended("""{"output_tokens":3000}"""));

        (await AskAsync()).Expected.Output.Should().BeApproximately((600 + 3_000 - 600 + 1_000) / 2, Rough);
        lease.Taken.OutputTokens.Should().Be(3_000);
        lease.IsOver.Should().BeTrue();
    }

    [Theory]
    [InlineData(true, "{}")]
    [InlineData(false, """{"output_tokens":3000}""")]
    public async Task An_answer_whose_end_nobody_knows_tells_nothing(bool isComplete, string usage)
    {
        var lease = await AskAsync();
        Pass(10);
        _ = _pool.Status;

        _pool.Pool.SettleOutput(lease, Ended(usage, isComplete));

        (await AskAsync()).Expected.Output.Should().BeApproximately(1_000, Rough);
        lease.Taken.OutputTokens.Should().Be(1_000);
        lease.IsOver.Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_counts_as_over_after_an_hour_and_not_before()
    {
        _pool.Settings = _pool.Settings with { MaxConcurrency = 1 };
        await AskAsync();
        var waiting = AskAsync();

        _pool.Clock.Advance(PoolSettings.LongestAnswer);
        _pool.Status.Waiting.Should().Be(1);
        _pool.Clock.Advance(TimeSpan.FromSeconds(1));

        (await waiting).IsAcquired.Should().BeTrue();
    }

    private static AnswerOutline Ended(string usage, bool isComplete = true)
    {
        var answer = new AnswerOutline { IsComplete = isComplete };
        answer.Usage.Apply(usage.Json());
        return answer;
    }

    private Task<QuotaLease> AskAsync(double most = Most) => _pool.AskAsync(input: 10, output: most);

    private void Pass(double seconds) => _pool.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
