using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class BucketFillingTests
{
    [Fact]
    public void Alone_it_fills_by_time_and_whole() => BucketFilling.Own.Should().Be(new BucketFilling(IsByTime: true, IsShared: false, Share: 1));

    [Fact]
    public void Where_another_hands_out_it_does_not_fill_by_time() =>
        BucketFilling.Granted(4).Should().Be(new BucketFilling(IsByTime: false, IsShared: true, Share: 0.25));

    [Fact]
    public void Where_the_other_is_away_each_has_an_equal_part_of_what_comes_by_time() =>
        BucketFilling.Alone(4).Should().Be(new BucketFilling(IsByTime: true, IsShared: true, Share: 0.25));
}
