using PromptCaching.Bodies;
using PromptCaching.RateLimiting;
using PromptCaching.Tests.RateLimiting.Quota;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.RateLimiting;

/// <summary>A pool of 10,000 input and 10,000 output tokens a minute, of which a call takes 5,000 and 1,000 by expectation.</summary>
public sealed class LeaseSettlementTests : IDisposable
{
    private readonly PoolUnderTest _pool = new(1000);
    private readonly AnswerOutline _answer = new();

    public LeaseSettlementTests() => _pool.Settings = _pool.Settings with { Configured = new QuotaLimits(1000, 10_000, 10_000) };

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Before_the_counters_come_what_was_expected_stays_taken()
    {
        var settlement = await BeginAsync();

        settlement.OnBytes("{"u8);

        Left.InputTokens.Should().Be(4_800);
    }

    [Fact]
    public async Task The_input_is_settled_as_soon_as_it_is_told_and_only_once()
    {
        var settlement = await BeginAsync();
        Tell("""{"input_tokens":1000}""");

        settlement.OnBytes("{"u8);
        Left.InputTokens.Should().Be(8_800);
        Tell("""{"input_tokens":3000}""");
        settlement.OnBytes("}"u8);

        Left.InputTokens.Should().Be(8_800);
        _pool.Pool.StatusAs("").Running.Should().Be(1, "the answer has not ended");
    }

    [Fact]
    public async Task The_end_settles_the_output_and_the_input_where_no_byte_did()
    {
        var settlement = await BeginAsync();
        Tell("""{"input_tokens":1000,"output_tokens":300}""");
        _answer.IsComplete = true;

        settlement.OnEnd(_answer);

        Left.Should().BeEquivalentTo(new { InputTokens = 8_800.0, OutputTokens = 9_500.0 });
        _pool.Pool.StatusAs("").Running.Should().Be(0);
    }

    [Fact]
    public async Task What_a_cut_answer_produced_is_not_known_so_what_was_expected_stays_taken()
    {
        var settlement = await BeginAsync();
        Tell("""{"input_tokens":1000,"output_tokens":1}""");

        settlement.OnEnd(_answer);

        Left.Should().BeEquivalentTo(new { InputTokens = 8_800.0, OutputTokens = 8_800.0 });
        _pool.Pool.StatusAs("").Running.Should().Be(0);
    }

    private QuotaLimits Left => _pool.Pool.StatusAs("").Left;

    private async Task<LeaseSettlement> BeginAsync() => new(_pool.Pool, await _pool.AskAsync(input: 5_000, output: 100_000), _answer);

    private void Tell(string usage)
    {
        _answer.HasUsage = true;
        _answer.Usage.Apply(usage.Json());
    }
}
