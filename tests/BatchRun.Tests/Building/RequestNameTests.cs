using BatchRun.Building;

namespace BatchRun.Tests.Building;

public sealed class RequestNameTests
{
    [Theory]
    [InlineData("control", 1.0, "message-00001")]
    [InlineData("two-steps", 0.25, "an_item_with_underscores")]
    [InlineData("a", 0, "1")]
    public void It_round_trips_through_a_custom_id(string arm, double temperature, string item)
    {
        var name = new RequestName(arm, temperature, item);

        RequestName.Parse(name.ToString()).Should().Be(name);
        name.ToString().Should().MatchRegex("^[a-zA-Z0-9_-]{1,64}$");
    }

    [Fact]
    public void The_same_seed_puts_items_under_the_same_arms_and_as_many_under_each()
    {
        var assigned = ArmAssignment.Of(1000, 4, seed: 3);

        ArmAssignment.Of(1000, 4, seed: 3).Should().Equal(assigned);
        ArmAssignment.Of(1000, 4, seed: 4).Should().NotEqual(assigned);
        assigned.GroupBy(static arm => arm).Should().OnlyContain(static arm => arm.Count() == 250);
    }
}
