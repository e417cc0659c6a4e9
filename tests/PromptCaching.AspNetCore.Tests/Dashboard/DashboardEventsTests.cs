using System.Text.Json;
using PromptCaching.AspNetCore.Dashboard;

namespace PromptCaching.AspNetCore.Tests.Dashboard;

public sealed class DashboardEventsTests
{
    [Fact]
    public async Task Who_opens_it_gets_the_state_at_once_and_then_what_changes()
    {
        await using var gateway = await DashboardUnderTest.StartAsync();
        using var events = await OpenedEvents.OpenAsync(gateway);
        AnswersOf(await events.NextAsync()).Should().Be(0);

        await gateway.AskAsync("One");
        AnswersOf(await events.NextAsync()).Should().Be(1);
    }

    [Fact]
    public async Task While_nothing_changes_there_is_a_sign_of_life_and_no_data()
    {
        await using var gateway = await DashboardUnderTest.StartAsync();
        using var events = await OpenedEvents.OpenAsync(gateway);
        var minute = MinuteOf(await events.NextAsync());
        gateway.Clock.Advance(EventStream.Heartbeat);

        // The reader lets time go by: on a busy machine a minute ends meanwhile, and that is a change.
        string? line;
        while ((line = await events.NextAsync()) != ":")
        {
            MinuteOf(line).Should().BeAfter(minute);
            minute = MinuteOf(line);
        }
    }

    [Fact]
    public async Task It_ends_after_a_while_so_that_the_policy_is_asked_again()
    {
        await using var gateway = await DashboardUnderTest.StartAsync();
        using var events = await OpenedEvents.OpenAsync(gateway);
        await events.NextAsync();
        gateway.Clock.Advance(EventStream.Longest);

        string? line;
        do
        {
            line = await events.NextAsync();
        }
        while (line is not null);
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_open_pages()
    {
        var gateway = await DashboardUnderTest.StartAsync();
        using var events = await OpenedEvents.OpenAsync(gateway);
        await events.NextAsync();
        var begun = TimeProvider.System.GetTimestamp();
        await gateway.DisposeAsync();

        TimeProvider.System.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(20), "the host's own patience is 30 seconds");
    }

    [Fact]
    public async Task Many_pages_share_one_snapshot_a_second()
    {
        var (clock, taken) = (new Testing.ManualTimeProvider(), 0);
        await using var gateway = await DashboardUnderTest.StartAsync();
        var snapshot = JsonSerializer.Deserialize(
            await gateway.Client.GetStringAsync("/claude/dashboard/snapshot"), DashboardJson.Default.DashboardSnapshot)!;
        using var frames = new DashboardFrames(_ => ValueTask.FromResult(snapshot with { Client = $"{Interlocked.Increment(ref taken)}" }), clock);

        var first = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => frames.GetAsync(CancellationToken.None).AsTask()));
        clock.Advance(DashboardFrames.Pace);
        var second = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => frames.GetAsync(CancellationToken.None).AsTask()));

        first.Should().OnlyContain(static frame => frame.Version == 1);
        second.Should().OnlyContain(static frame => frame.Version == 2);
        taken.Should().Be(2);
    }

    [Fact]
    public async Task An_equal_snapshot_is_no_other_frame()
    {
        var clock = new Testing.ManualTimeProvider();
        await using var gateway = await DashboardUnderTest.StartAsync();
        var snapshot = JsonSerializer.Deserialize(
            await gateway.Client.GetStringAsync("/claude/dashboard/snapshot"), DashboardJson.Default.DashboardSnapshot)!;
        using var frames = new DashboardFrames(_ => ValueTask.FromResult(snapshot), clock);
        var first = await frames.GetAsync(CancellationToken.None);
        clock.Advance(DashboardFrames.Pace);

        (await frames.GetAsync(CancellationToken.None)).Should().BeSameAs(first);
    }

    private static DateTimeOffset MinuteOf(string? line) => Snapshot(line).GetProperty("last_minute").GetDateTimeOffset();

    private static int AnswersOf(string? line) => Snapshot(line).GetProperty("calls").GetProperty("answers").GetInt32();

    private static JsonElement Snapshot(string? line) => JsonDocument.Parse(line!["data: ".Length..]).RootElement;
}
