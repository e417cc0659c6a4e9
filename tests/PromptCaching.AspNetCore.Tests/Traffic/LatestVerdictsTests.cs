using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Traffic;

public sealed class LatestVerdictsTests
{
    [Fact]
    public async Task Misses_for_one_reason_are_one_miss_that_is_counted()
    {
        await using var gateway = await StartAsync(chain: static claude => claude.ConfigureCacheControl(static control => control.Enabled = true));
        for (var question = 0; question < 4; question++)
        {
            await gateway.AskAsync($"Number {question}");
        }

        var miss = gateway.Traffic.Verdicts(10, onlyMisses: true).Should().ContainSingle().Subject;
        miss.Cause.Should().Be(CacheMissKind.BelowMinimum);
        miss.Times.Should().Be(4);
        gateway.Traffic.Verdicts(10, onlyMisses: false).Should().HaveCount(4);
    }
}
