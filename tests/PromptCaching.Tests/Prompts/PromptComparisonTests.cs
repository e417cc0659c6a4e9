using System.Globalization;
using PromptCaching.Prompts;

namespace PromptCaching.Tests.Prompts;

public sealed class PromptComparisonTests
{
    private static readonly string[] Keys = [.. Enumerable.Range(0, 4_000).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    [Fact]
    public void A_key_keeps_its_version_whoever_asks_and_in_whatever_order_the_versions_are_named()
    {
        var (one, other) = (new PromptComparison(Arm("1"), Arm("2")), new PromptComparison(Arm("2"), Arm("1")));

        Keys.Should().OnlyContain(key => one.Choose(key).Version == other.Choose(key).Version);
        Keys.Take(8).Select(key => one.Choose(key).Version).Should().Equal(Keys.Take(8).Select(key => one.Choose(key).Version));
    }

    [Fact]
    public void The_choice_is_written_down_here_as_a_process_of_tomorrow_must_make_it_too() =>
        string.Concat(Keys.Take(24).Select(key => new PromptComparison(Arm("1"), Arm("2", 2)).Choose(key).Version)).Should().Be("112112222221222212121212");

    [Theory]
    [InlineData(1, 1, 0.5)]
    [InlineData(3, 1, 0.75)]
    [InlineData(1, 99, 0.01)]
    public void Keys_are_shared_out_by_the_shares(double first, double second, double expected)
    {
        var comparison = new PromptComparison(Arm("1", first), Arm("2", second));

        Keys.Average(key => comparison.Choose(key).Version == "1" ? 1.0 : 0.0).Should().BeApproximately(expected, 0.03);
    }

    [Fact]
    public void A_version_that_is_added_takes_keys_and_moves_none_between_the_others()
    {
        var (before, after) = (new PromptComparison(Arm("1"), Arm("2")), new PromptComparison(Arm("1"), Arm("2"), Arm("3")));

        Keys.Should().OnlyContain(key => after.Choose(key).Version == "3" || after.Choose(key).Version == before.Choose(key).Version);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused() =>
        ((Action[])
        [
            () => _ = new PromptComparison(), () => _ = new PromptComparison(Arm("1"), Arm("1")), () => _ = new PromptComparison(Arm("1", 0)),
            () => _ = new PromptComparison(Arm("1", double.NaN)), () => _ = new PromptComparison(null!),
            () => _ = new PromptComparison(Arm("1"), Arm("2", name: "b")),
        ]).Should().AllSatisfy(act => act.Should().Throw<ArgumentException>());

    private static PromptArm Arm(string version, double share = 1, string name = "a") =>
        new(PromptTemplate.Parse($"---\nname: {name}\nversion: {version}\n---\nGreet."), share);
}
