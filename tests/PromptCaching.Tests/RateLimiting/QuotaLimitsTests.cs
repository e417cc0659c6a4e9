using PromptCaching.RateLimiting;

namespace PromptCaching.Tests.RateLimiting;

public sealed class QuotaLimitsTests
{
    private static readonly QuotaLimits Some = new(1, 20, null);
    private static readonly QuotaLimits Others = new(10, 2, 3);

    [Fact]
    public void Of_two_the_lower_holds_and_where_one_is_silent_the_other()
    {
        Some.Or(Others).Should().Be(new QuotaLimits(1, 2, 3));
        Others.Or(Some).Should().Be(new QuotaLimits(1, 2, 3));
        default(QuotaLimits).Or(Others).Should().Be(Others);
        default(QuotaLimits).Or(default).Should().Be(default(QuotaLimits));
    }

    [Fact]
    public void What_is_known_goes_over_what_others_say()
    {
        Some.Over(Others).Should().Be(new QuotaLimits(1, 20, 3));
        default(QuotaLimits).Over(Others).Should().Be(Others);
        Others.Over(Some).Should().Be(Others);
        Others.Over(new QuotaLimits(7, 8, 9)).Should().Be(Others);
        Others.Over(default).Should().Be(Others);
    }
}
