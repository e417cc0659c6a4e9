using PromptCaching.Testing.RateLimits;

namespace PromptCaching.Testing.Tests.RateLimits;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_fills_evenly_and_never_overflows()
    {
        var bucket = TokenBucket.Full(60, _start).Take(30);

        bucket.RefilledAt(_start.AddSeconds(10)).Level.Should().Be(40);
        bucket.RefilledAt(_start.AddMinutes(5)).Level.Should().Be(60);
        bucket.WaitFor(60).Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void What_was_produced_beyond_it_is_owed()
    {
        var bucket = TokenBucket.Full(60, _start).Take(90);

        bucket.Holds(1).Should().BeFalse();
        bucket.WaitFor(1).Should().Be(TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void A_clock_that_went_back_changes_nothing() =>
        TokenBucket.Full(60, _start).Take(30).RefilledAt(_start.AddSeconds(-10)).Should().Be(TokenBucket.Full(60, _start).Take(30));

    [Fact]
    public void A_refused_request_takes_nothing()
    {
        var state = LimitState.Full(new EmulatedModelLimits(10, 1000, 100), _start);
        var decision = LimitDecision.For(state, _start, 1001);

        decision.State.Should().Be(state);
        decision.Refusal!.Of.Should().Be("input tokens");
    }

    [Theory]
    [InlineData("claude-opus-4-8", "opus-4")]
    [InlineData("claude-opus-4-5-20251101", "opus-4")]
    [InlineData("claude-sonnet-4-20250514", "sonnet-4")]
    [InlineData("claude-opus-5", "opus-5")]
    [InlineData("claude-opus-5-5", "opus-5-5")]
    [InlineData("claude-fable-5-2", "fable-5")]
    [InlineData("claude-haiku-4-5-20251001", "haiku-4-5")]
    [InlineData("claude-3-5-haiku-20241022", "haiku-3-5")]
    [InlineData("something-else", "something-else")]
    public void Models_that_share_a_limit_are_one_class(string model, string name) => ModelClass.Of(model).Should().Be(name);
}
