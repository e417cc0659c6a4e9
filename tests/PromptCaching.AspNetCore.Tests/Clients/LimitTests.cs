using System.Net;
using PromptCaching.AspNetCore.Clients;
using PromptCaching.AspNetCore.Tests.Support;
using PromptCaching.Testing;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Clients;

public sealed class LimitTests
{
    [Fact]
    public async Task A_client_over_its_calls_a_minute_is_told_when_to_come_back()
    {
        await using var gateway = await StartAsync(static options => options.Clients["acme"].RequestsPerMinute = 2);
        await gateway.SendAsync(Question());
        await gateway.SendAsync(Question());
        using var third = await gateway.SendAsync(Question());

        third.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(30));
        (await third.Content.ReadAsStringAsync()).Should().Contain("rate_limit_error");

        gateway.Clock.Advance(TimeSpan.FromSeconds(30));
        (await gateway.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void A_minutes_worth_may_come_at_once_and_no_more(int perMinute)
    {
        var clock = new ManualTimeProvider();
        var pace = new RequestPace(clock);

        Enumerable.Range(0, perMinute).Should().OnlyContain(_ => pace.Take(perMinute) == null);
        var wait = pace.Take(perMinute)!.Value;
        wait.Should().BeCloseTo(TimeSpan.FromMinutes(1) / perMinute, TimeSpan.FromMilliseconds(1));

        clock.Advance(wait);
        pace.Take(perMinute).Should().BeNull();
        pace.Take(perMinute).Should().NotBeNull();
    }

    [Fact]
    public async Task A_client_with_too_many_calls_under_way_is_refused_and_others_are_not()
    {
        await using var gateway = await StartAsync(
            static options =>
            {
                options.Clients["acme"].MaxConcurrency = 1;
                options.Clients["other"] = new ClaudeGatewayClient { Token = "token-of-other" };
            },
            emulator: Slow());
        var first = gateway.SendAsync(Question("first"));
        await UntilAsync(() => gateway.Upstream.Begun == 1);

        (await gateway.SendAsync(Question("second"))).StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        var other = gateway.ClientWith("token-of-other").SendAsync(Question("third"));
        await UntilAsync(() => gateway.Upstream.Begun == 2);

        (await FinishAsync(gateway, first)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await FinishAsync(gateway, other)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await FinishAsync(gateway, gateway.SendAsync(Question("second")))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_full_gateway_is_overloaded()
    {
        await using var gateway = await StartAsync(static options => options.MaxConcurrency = 1, emulator: Slow());
        var first = gateway.SendAsync(Question("first"));
        await UntilAsync(() => gateway.Upstream.Begun == 1);
        using var second = await gateway.SendAsync(Question("second"));

        ((int)second.StatusCode).Should().Be(529);
        second.Headers.RetryAfter.Should().NotBeNull();
        (await FinishAsync(gateway, first)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_it_says_its_length(bool isChunked)
    {
        await using var gateway = await StartAsync(static options => options.MaxRequestBytes = 1000);
        using var question = Question(new string('x', 2000));
        question.Headers.TransferEncodingChunked = isChunked;
        using var answer = await gateway.SendAsync(question);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("request_too_large");
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_taken()
    {
        using var question = Question(new string('x', 40_000));
        var length = (await question.Content!.ReadAsByteArrayAsync()).Length;
        await using var gateway = await StartAsync(options => options.MaxRequestBytes = length);

        (await gateway.SendAsync(question)).StatusCode.Should().Be(HttpStatusCode.OK);
        gateway.Emulator.Calls.Single().Body.Length.Should().Be(length);
    }

    [Fact]
    public async Task A_batch_over_its_limit_is_refused_while_it_is_passed_on()
    {
        await using var gateway = await StartAsync(static options =>
        {
            options.MaxBatchBytes = 1000;
            options.Clients["acme"].AllowBatches = true;
        });
        using var batch = Post("/v1/messages/batches", "{\"requests\":[\"" + new string('x', 2000) + "\"]}");
        batch.Headers.TransferEncodingChunked = true;

        (await gateway.SendAsync(batch)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private static ClaudeEmulatorOptions Slow() => new() { TimeToFirstByte = TimeSpan.FromMinutes(1) };

    private static async Task<HttpResponseMessage> FinishAsync(GatewayUnderTest gateway, Task<HttpResponseMessage> call)
    {
        while (!call.IsCompleted)
        {
            gateway.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        return await call;
    }
}
