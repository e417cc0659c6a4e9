using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;
using PromptCaching.Tests.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting;

public sealed class RefusalTextTests
{
    [Theory]
    [InlineData(50.0, 30_000.0, 8_000.0, "50 requests a minute, 30000 input tokens a minute, 8000 output tokens a minute")]
    [InlineData(null, 30_000.0, null, "30000 input tokens a minute")]
    [InlineData(null, null, null, "calls at one time")]
    public void Limits_are_named_where_they_are_known(double? requests, double? input, double? output, string expected) =>
        RefusalText.Words(new QuotaLimits(requests, input, output)).Should().Be(expected);

    [Fact]
    public void A_refusal_says_what_is_used_up_why_nobody_waits_and_what_to_do()
    {
        using var pool = new PoolUnderTest(5);
        var options = new RateLimitingOptions { QueueLimit = 7 };

        RefusalText.Of(pool.Pool, QuotaRefusal.QueueIsFull, options).Should().Be(
            "The quota (5 requests a minute) is used up, and the queue (of 7) is full. "
            + "Raise RateLimiting:QueueLimit or RateLimiting:LongestWait to wait longer.");
        RefusalText.Of(pool.Pool, QuotaRefusal.WaitIsTooLong, options).Should().Contain("and the wait would be longer than 00:10:00. Raise");
        options.LongestWait = TimeSpan.FromSeconds(30);
        RefusalText.Of(pool.Pool, QuotaRefusal.WaitIsTooLong, options).Should().Contain("and the wait would be longer than 00:00:30. Raise");
    }
}
