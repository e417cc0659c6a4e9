using PromptCaching.AspNetCore.Traffic;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Traffic;

public sealed class LastHourTests
{
    [Fact]
    public async Task Calls_are_told_by_the_minute_and_forgotten_after_an_hour()
    {
        await using var gateway = await StartAsync();
        await gateway.AskAsync("One");
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await gateway.AskAsync("Two");
        await gateway.AskAsync("Two");

        var minutes = gateway.Traffic.Picture().Minutes;
        minutes.Select(static minute => (minute.Calls, minute.Hits)).Should().Equal((1, 0), (2, 1));
        (minutes[1].At - minutes[0].At).Should().Be(TimeSpan.FromMinutes(1));
        minutes.Sum(static minute => minute.Cost).Should().Be(gateway.Usage.Total.Cost).And.BePositive();
        minutes.Sum(static minute => minute.Saved).Should().Be(gateway.Usage.Total.Saved).And.BePositive();

        gateway.Clock.Advance(TimeSpan.FromMinutes(LastHour.Minutes - 1));
        gateway.Traffic.Picture().Minutes.Should().ContainSingle();
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        gateway.Traffic.Picture().Minutes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(CallSource.Api)]
    [InlineData(CallSource.Joined)]
    [InlineData(CallSource.ResponseCache)]
    public void A_call_that_failed_is_counted_once_whoever_was_to_answer(CallSource source)
    {
        var minute = default(MinuteTraffic).With(new CallReport { Source = source, Error = "incomplete" });

        minute.Should().BeEquivalentTo(new { Calls = 1, Hits = 0, Joined = 0, Failed = 1 });
    }
}
