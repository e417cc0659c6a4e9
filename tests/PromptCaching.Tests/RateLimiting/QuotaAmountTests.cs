using PromptCaching.RateLimiting;

namespace PromptCaching.Tests.RateLimiting;

public sealed class QuotaAmountTests
{
    private static readonly QuotaAmount Larger = new(10, 200, 3_000);
    private static readonly QuotaAmount Smaller = new(1, 20, 300);

    [Fact]
    public void Each_is_added_to_each()
    {
        (Larger + Smaller).Should().Be(new QuotaAmount(11, 220, 3_300));
        QuotaAmount.Add(Larger, Smaller).Should().Be(Larger + Smaller);
    }

    [Fact]
    public void Each_is_taken_from_each_and_may_fall_below_zero()
    {
        (Larger - Smaller).Should().Be(new QuotaAmount(9, 180, 2_700));
        QuotaAmount.Subtract(Smaller, Larger).Should().Be(new QuotaAmount(-9, -180, -2_700));
    }
}
