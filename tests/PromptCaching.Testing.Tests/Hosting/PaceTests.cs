namespace PromptCaching.Testing.Tests.Hosting;

public sealed class PaceTests
{
    [Fact]
    public async Task Events_arrive_one_by_one_on_the_emulators_clock()
    {
        await using var server = await LoopbackServer.StartAsync(new ClaudeEmulatorOptions { DelayBetweenEvents = TimeSpan.FromHours(1) });
        using var response = await server.SendAsync(LoopbackServer.Question(stream: true));
        await using var body = await response.Content.ReadAsStreamAsync();

        (await LoopbackServer.ReadEventAsync(body)).Should().StartWith("event: message_start");
        var next = LoopbackServer.ReadEventAsync(body);
        next.IsCompleted.Should().BeFalse();
        await server.PassAsync();

        (await next).Should().StartWith("event: content_block_start");
    }

    [Fact]
    public async Task An_answer_begins_when_its_time_has_come()
    {
        await using var server = await LoopbackServer.StartAsync(new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromHours(1) });
        var start = server.Clock.GetUtcNow();
        var answer = server.SendAsync(LoopbackServer.Question());
        await server.PassAsync();

        using var response = await answer;
        server.Clock.GetUtcNow().Should().Be(start + TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_who_hangs_up_is_in_the_ledger_and_hurts_nobody(bool stream)
    {
        await using var server = await LoopbackServer.StartAsync(new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromHours(1) });
        using var patience = new CancellationTokenSource();
        var call = server.SendAsync(LoopbackServer.Question(stream), patience.Token);
        while (server.Clock.PendingTimers == 0)
        {
            await Task.Yield();
        }

        await patience.CancelAsync();
        await call.Invoking(static one => one).Should().ThrowAsync<OperationCanceledException>();
        while (server.Clock.PendingTimers > 0)
        {
            await Task.Yield();
        }

        server.Emulator.Calls.Should().ContainSingle().Which.Status.Should().Be(200);
        var next = server.SendAsync(LoopbackServer.Question());
        await server.PassAsync();
        using var response = await next;
        response.IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task A_server_that_is_disposed_lets_nobody_wait()
    {
        var server = await LoopbackServer.StartAsync(new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromHours(1) });
        var call = server.SendAsync(LoopbackServer.Question());
        while (server.Clock.PendingTimers == 0)
        {
            await Task.Yield();
        }

        await server.DisposeAsync();

        await call.Invoking(static one => one).Should().ThrowAsync<Exception>();
    }
}
