using PromptCaching.Storage.Files;

namespace PromptCaching.Tests.Storage.Files;

public sealed class CleanUpPlanTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(90, 100, 0)]
    [InlineData(91, 100, 1)]
    [InlineData(100, 100, 1)]
    [InlineData(101, 100, 2)]
    [InlineData(100, 1, 10)]
    public void The_oldest_go_until_nine_tenths_of_the_limit_are_left(int bytes, int maxBytes, int removed)
    {
        var files = Enumerable.Range(1, 10).Select(age => File($"{age}", age, age == 1 ? bytes - 90 : 10)).ToList();

        CleanUpPlan.Surplus(files, maxBytes).Select(file => file.Path).Should().Equal(Enumerable.Range(0, removed).Select(rank => $"{10 - rank}"));
    }

    [Fact]
    public void What_is_being_written_counts_and_stays() =>
        CleanUpPlan.Surplus([File("written", 9, 80, isUnfinished: true), File("old", 2, 20), File("new", 1, 10)], 100)
            .Should().ContainSingle().Which.Path.Should().Be("old");

    [Theory]
    [InlineData(59, true, false)]
    [InlineData(60, true, true)]
    [InlineData(60, false, false)]
    [InlineData(119, false, false)]
    [InlineData(120, false, true)]
    public void An_hour_is_the_longest_write_and_the_limit_the_longest_life(int minutes, bool isUnfinished, bool isTooOld) =>
        CleanUpPlan.IsTooOld(File("a", minutes, 1, isUnfinished), TimeSpan.FromHours(2), _now).Should().Be(isTooOld);

    private static FoundFile File(string path, int minutes, long bytes, bool isUnfinished = false) =>
        new(path, bytes, _now - TimeSpan.FromMinutes(minutes), isUnfinished);
}
