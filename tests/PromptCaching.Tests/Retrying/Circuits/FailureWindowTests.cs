using PromptCaching.Retrying.Circuits;

namespace PromptCaching.Tests.Retrying.Circuits;

public sealed class FailureWindowTests
{
    [Fact]
    public void The_share_is_of_all_attempts_and_nothing_while_there_are_none()
    {
        var window = default(FailureWindow);
        window.FailureShare.Should().Be(0);

        Add(ref window, failures: 1, successes: 3, at: 1);

        (window.Attempts, window.FailureShare).Should().Be((4, 0.25));
    }

    [Theory]
    [InlineData(4.9, 5)]
    [InlineData(5.0, 5)]
    [InlineData(9.9, 5)]
    [InlineData(10.0, 1)]
    [InlineData(60.0, 1)]
    public void The_slice_before_the_present_one_counts_and_no_older_one(double later, int attempts)
    {
        var window = default(FailureWindow);
        Add(ref window, failures: 4, successes: 0, at: 0);

        Add(ref window, failures: 0, successes: 1, at: later);

        (window.Attempts, window.FailureShare).Should().Be((attempts, attempts == 5 ? 0.8 : 0));
    }

    [Fact]
    public void A_slice_begins_with_its_first_attempt()
    {
        var window = default(FailureWindow);
        Add(ref window, failures: 1, successes: 0, at: 0);
        Add(ref window, failures: 1, successes: 0, at: 8);
        Add(ref window, failures: 1, successes: 0, at: 12.9);
        window.Attempts.Should().Be(3, "the second slice runs from eight to thirteen");

        Add(ref window, failures: 1, successes: 0, at: 13);

        window.Attempts.Should().Be(3, "the first slice is over, and the second is the one before");
    }

    private static void Add(ref FailureWindow window, int failures, int successes, double at)
    {
        for (var attempt = 0; attempt < failures + successes; attempt++)
        {
            window.Add(attempt < failures, TimeSpan.FromSeconds(at));
        }
    }
}
