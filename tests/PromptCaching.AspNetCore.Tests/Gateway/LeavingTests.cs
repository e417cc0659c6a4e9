using Microsoft.Extensions.DependencyInjection;
using PromptCaching.AspNetCore.Gateway;
using PromptCaching.AspNetCore.Tests.Support;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class LeavingTests
{
    [Fact]
    public async Task Who_leaves_alone_ends_the_call_to_the_api()
    {
        await using var gateway = await StartAsync(emulator: new() { TimeToFirstByte = TimeSpan.FromHours(1) });
        using var leaving = new CancellationTokenSource();
        var call = gateway.SendAsync(Question(), leaving.Token);
        await UntilAsync(() => gateway.Upstream.Begun == 1);
        await leaving.CancelAsync();

        await UntilAsync(() => gateway.Upstream.GivenUp == 1);
        await call.Invoking(static one => one).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Who_leaves_while_others_read_ends_nothing()
    {
        await using var gateway = await StartAsync(emulator: new() { DelayBetweenEvents = TimeSpan.FromMinutes(1) });
        var first = await gateway.SendAsync(Question(stream: true));
        using var second = await gateway.SendAsync(Question(stream: true));
        second.Headers.GetValues("x-promptcaching-result").Should().Equal("joined");

        first.Dispose();
        var limits = gateway.Services.GetRequiredKeyedService<GatewayState>("Claude").Limits;
        await UntilAsync(() => limits.UnderWay == 1);
        var rest = second.Content.ReadAsStringAsync();
        while (!rest.IsCompleted)
        {
            gateway.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await rest).Should().Contain("event: message_stop");
        gateway.Upstream.Begun.Should().Be(1);
    }

    [Fact]
    public async Task Only_when_the_last_of_two_has_left_does_the_stream_of_the_api_end()
    {
        using var upstream = new CountedUpstream(deltas: 3, pause: new TaskCompletionSource().Task);
        await using var gateway = await StartAsync(chain: claude => claude.HttpClient.ConfigurePrimaryHttpMessageHandler(() => upstream));
        var first = await gateway.SendAsync(Question(stream: true));
        var second = await gateway.SendAsync(Question(stream: true));
        second.Headers.GetValues("x-promptcaching-result").Should().Equal("joined");
        var limits = gateway.Services.GetRequiredKeyedService<GatewayState>("Claude").Limits;

        first.Dispose();
        await UntilAsync(() => limits.UnderWay == 1);
        (upstream.Begun, upstream.Left).Should().Be((1, 0));
        second.Dispose();
        await UntilAsync(() => limits.UnderWay == 0);

        await UntilAsync(() => upstream.Left == 1);
        upstream.Begun.Should().Be(1);
    }
}
