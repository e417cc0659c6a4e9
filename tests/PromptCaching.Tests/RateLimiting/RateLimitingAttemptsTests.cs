using PromptCaching.RateLimiting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting;

/// <summary>What becomes of the permit of one attempt: a hundred requests a minute, of which 98 are there, and nobody waits.</summary>
public sealed class RateLimitingAttemptsTests : IDisposable
{
    private readonly LimitedServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task What_is_neither_a_call_nor_a_counting_of_tokens_passes_and_takes_nothing()
    {
        await _server.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://api.anthropic.com/v1/models"));
        await _server.SendAsync(ChainUnderTest.Post([], ChainUnderTest.Address + "/batches"));

        _server.Asked.Should().Be(2);
        _server.Pools.Pools.Should().BeEmpty();
    }

    [Fact]
    public async Task Switched_off_it_lets_everything_pass()
    {
        _server.Options.Enabled = false;

        await _server.AskAsync();

        _server.Asked.Should().Be(1);
        _server.Pools.Pools.Should().BeEmpty();
    }

    [Fact]
    public async Task A_counting_of_tokens_takes_from_a_pool_of_its_own()
    {
        await _server.SendAsync(ChainUnderTest.Post([], ChainUnderTest.Address + "/count_tokens"));

        _server.Pool.Should().BeEquivalentTo(new { Pool = "CountTokens ", Left = new QuotaLimits(97, null, null) });
    }

    [Fact]
    public async Task An_answer_runs_until_its_end()
    {
        var content = new ObservedContent();
        _server.Answer = () => new HttpResponseMessage { Content = content };

        await _server.AskAsync();
        _server.Pool.Running.Should().Be(1);
        content.End();

        _server.Pool.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(97, null, null) });
    }

    [Fact]
    public async Task An_error_and_an_answer_that_nobody_can_see_the_end_of_are_over_at_once()
    {
        await _server.AskAsync();
        _server.Pool.Running.Should().Be(0);
        _server.Answer = static () => new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new ObservedContent() };
        await _server.AskAsync();

        _server.Pool.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(96, null, null) });
    }

    [Fact]
    public async Task What_fails_on_its_way_stays_counted_and_runs_no_longer()
    {
        _server.Answer = static () => throw new HttpRequestException("Broken on purpose.");

        await ((Func<Task>)(() => _server.AskAsync())).Should().ThrowAsync<HttpRequestException>();

        _server.Pool.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(97, null, null) });
    }

    [Fact]
    public async Task What_is_refused_further_down_was_not_sent_and_is_not_counted()
    {
        _server.Answer = static () => throw new ClaudeRefusedException(RefusalReason.Quota, "Refused on purpose.");

        await ((Func<Task>)(() => _server.AskAsync())).Should().ThrowAsync<ClaudeRefusedException>();

        _server.Pool.Should().BeEquivalentTo(new { Running = 0, Left = new QuotaLimits(98, null, null) });
    }

    [Fact]
    public async Task A_429_that_says_when_to_come_back_closes_the_gate_and_the_log_says_so()
    {
        _server.Answer = static () => LimitedServer.With(429, ("retry-after", "7"), ("anthropic-ratelimit-requests-limit", "80"));

        await _server.AskAsync("""{"model":"claude-opus-5"}""");

        _server.Pool.Should().BeEquivalentTo(new { Running = 0, ClosedFor = TimeSpan.FromSeconds(7), Left = new QuotaLimits(0, null, null) });
        _server.Log.Lines.Should().Equal(
            "Warning: The API refused a request for its rate limits; nothing of Messages opus-5 leaves for 00:00:07. "
            + "Its limits are now taken to be 80 requests a minute.");
    }

    [Fact]
    public async Task A_429_empties_the_bucket_that_had_too_little_for_this_prompt_and_no_other()
    {
        _server.Options.InputTokensPerMinute = 10_000;
        _server.Answer = static () => LimitedServer.With(
            429,
            ("retry-after", "7"),
            ("anthropic-ratelimit-requests-limit", "100"), ("anthropic-ratelimit-requests-remaining", "50"),
            ("anthropic-ratelimit-input-tokens-limit", "10000"), ("anthropic-ratelimit-input-tokens-remaining", "4000"));

        await _server.AskAsync(new string(' ', 20_000));

        _server.Pool.Left.InputTokens.Should().Be(0);
        _server.Pool.Left.Requests.Should().Be(50 - 2 + 1, "it took none of those that are left by what the API tells");
    }

    [Fact]
    public async Task An_error_gives_back_what_its_prompt_and_its_answer_were_to_take()
    {
        (_server.Options.InputTokensPerMinute, _server.Options.OutputTokensPerMinute) = (10_000, 10_000);
        _server.Answer = static () => LimitedServer.With(400);

        await _server.AskAsync(new string(' ', 20_000));

        _server.Pool.Left.Should().Be(new QuotaLimits(97, 9_800, 9_800));
    }

    [Theory]
    [InlineData(429, null)]
    [InlineData(503, "7")]
    [InlineData(529, "7")]
    public async Task No_other_error_closes_the_gate(int status, string? retryAfter)
    {
        _server.Answer = () => retryAfter is null ? LimitedServer.With(status) : LimitedServer.With(status, ("retry-after", retryAfter));

        await _server.AskAsync();

        _server.Pool.Should().BeEquivalentTo(new { Running = 0, ClosedFor = TimeSpan.Zero, Left = new QuotaLimits(97, null, null) });
        _server.Log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Fast_mode_reads_the_headers_of_fast_mode()
    {
        _server.Answer = static () => LimitedServer.With(200, ("anthropic-fast-requests-limit", "5"), ("anthropic-ratelimit-requests-limit", "50"));

        await _server.AskAsync("""{"model":"claude-opus-5","speed":"fast"}""");

        _server.Pool.Should().BeEquivalentTo(new { Pool = "Messages opus-5 fast", Limits = new QuotaLimits(5, null, null) });
    }

    [Fact]
    public async Task That_there_are_no_limits_is_said_once_with_the_tenth_answer_whatever_the_pool()
    {
        _server.Options.RequestsPerMinute = null;
        for (var answer = 0; answer < 9; answer++)
        {
            await _server.AskAsync("""{"model":"claude-opus-5"}""");
        }

        _server.Log.Lines.Should().BeEmpty();
        await _server.AskAsync("""{"model":"claude-opus-5"}""");
        _server.Log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning: Ten answers told no rate limits");
        for (var answer = 0; answer < 20; answer++)
        {
            await _server.AskAsync("""{"model":"claude-opus-5"}""");
            await _server.AskAsync("""{"model":"claude-sonnet-5"}""");
        }

        _server.Log.Lines.Should().ContainSingle();
        _server.Pools.Pools.Should().HaveCount(2).And.OnlyContain(static pool => pool.Limits == default);
    }
}
