using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.Tests.ResponseCaching.Memory;

public sealed class SeenBodiesTests
{
    private readonly SeenBodies _seen = new();

    [Fact]
    public void A_body_came_before_from_its_second_time_on()
    {
        _seen.Add(new Fingerprint(1, 7)).Should().BeFalse();
        _seen.Add(new Fingerprint(1, 7)).Should().BeTrue();
        _seen.Add(new Fingerprint(1, 7)).Should().BeTrue();
    }

    [Fact]
    public void Another_body_is_another_and_may_take_the_place_of_one_that_is_then_forgotten()
    {
        const ulong SamePlace = 1 + (1 << 15);
        _seen.Add(new Fingerprint(1, 7));

        _seen.Add(new Fingerprint(2, 7)).Should().BeFalse();
        _seen.Add(new Fingerprint(1, 7)).Should().BeTrue("each has a place of its own");
        _seen.Add(new Fingerprint(SamePlace, 8)).Should().BeFalse();
        _seen.Add(new Fingerprint(1, 7)).Should().BeFalse();
    }
}
