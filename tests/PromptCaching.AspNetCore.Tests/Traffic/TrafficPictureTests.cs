using PromptCaching.Testing;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Traffic;

public sealed class TrafficPictureTests
{
    private static readonly string _houseRules = string.Concat(Enumerable.Repeat("A rule of the house. ", 1500));

    [Fact]
    public async Task Hits_and_misses_take_their_own_time()
    {
        await using var gateway = await StartAsync(emulator: new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromSeconds(3) });
        var asked = gateway.AskAsync("One");
        while (!asked.IsCompleted)
        {
            gateway.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await gateway.AskAsync("One");

        var latency = gateway.Traffic.Latency();
        (latency.Miss.Calls, latency.Hit.Calls, latency.Joined.Calls).Should().Be((1, 1, 0));
        latency.Miss.Median.Should().BeGreaterThan(2900);
        latency.Hit.Median.Should().BeLessThan(1);
    }

    [Fact]
    public async Task The_prefix_that_many_calls_share_is_told_by_its_hash()
    {
        await using var gateway = await StartAsync(chain: static claude => claude.ConfigureCacheControl(static control => control.Enabled = true));
        for (var question = 0; question < 3; question++)
        {
            await gateway.AskAsync($"Number {question}", _houseRules);
        }

        await gateway.AskAsync("Too short to be cached", "Other rules.");

        var prefixes = gateway.Traffic.Picture().Prefixes;
        prefixes.Select(static prefix => prefix.Uses).Should().Equal(3);
        prefixes[0].Id.Should().HaveLength(16);
        prefixes[0].Label.Should().StartWith("claude-opus-4-8");
        prefixes[0].Tokens.Should().BePositive();
    }

    [Fact]
    public async Task The_answer_that_is_served_most_is_told_by_the_id_of_its_message()
    {
        await using var gateway = await StartAsync();
        await gateway.AskAsync("One");
        for (var hit = 0; hit < 3; hit++)
        {
            await gateway.AskAsync("One");
        }

        var answer = gateway.Traffic.Picture().Answers.Should().ContainSingle().Subject;
        answer.Uses.Should().Be(3);
        answer.Id.Should().StartWith("msg_");
        answer.Saved.Should().Be(gateway.Usage.Total.SavedByResponseCache);
    }

    [Fact]
    public async Task A_miss_is_told_with_its_reason_and_without_the_prompt()
    {
        await using var gateway = await StartAsync(chain: static claude => claude.ConfigureCacheControl(static control => control.Enabled = true));
        await gateway.AskAsync("One", _houseRules);
        gateway.Clock.Advance(TimeSpan.FromHours(2));
        await gateway.AskAsync("Two on a Monday", _houseRules);

        var miss = gateway.Traffic.Picture().Misses.Should().ContainSingle().Subject;
        miss.Cause.Should().Be(CacheMissKind.Expired);
        miss.Hint.Should().NotBeNullOrEmpty();
        $"{miss}".Should().NotContain("Monday").And.NotContain("rule of the house");
    }
}
