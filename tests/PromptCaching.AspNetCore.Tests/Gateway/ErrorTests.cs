using System.Net;
using System.Text.Json;
using PromptCaching.Testing;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class ErrorTests
{
    [Theory]
    [InlineData(400, "invalid_request_error")]
    [InlineData(404, "not_found_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    [InlineData(529, "overloaded_error")]
    public async Task An_error_of_the_api_is_passed_on_as_it_is(int status, string type)
    {
        await using var gateway = await StartAsync();
        gateway.Emulator.Enqueue(EmulatedAnswer.Error(status, type, "No.").WithHeader("retry-after", "7"));
        using var answer = await gateway.SendAsync(Question());

        ((int)answer.StatusCode).Should().Be(status);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        TypeIn(await answer.Content.ReadAsStringAsync()).Should().Be(type);
        answer.Headers.GetValues("request-id").Single().Should().Be(gateway.Emulator.Calls[0].RequestId);
    }

    [Fact]
    public async Task A_dead_api_is_a_bad_gateway_that_is_not_to_be_asked_again()
    {
        await using var gateway = await StartAsync();
        gateway.Upstream.Failure = new HttpRequestException("Connection refused (internal.example.com:443)");
        using var answer = await gateway.SendAsync(Question());

        answer.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        answer.Headers.GetValues("x-should-retry").Should().Equal("false");
        var body = await answer.Content.ReadAsStringAsync();
        TypeIn(body).Should().Be("api_error");
        body.Should().NotContain("internal.example.com");
    }

    [Fact]
    public async Task A_fault_of_our_own_tells_the_log_and_not_the_caller()
    {
        await using var gateway = await StartAsync();
        gateway.Upstream.Failure = new InvalidCastException("a detail");
        using var answer = await gateway.SendAsync(Question());

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("a detail");
        gateway.Logs.Lines.Should().Contain(static line => line.StartsWith("Error:") && line.Contains("a detail"));
    }

    [Fact]
    public async Task Only_a_stored_answer_was_wanted_and_there_is_none()
    {
        await using var gateway = await StartAsync(static options => options.AllowedOwnHeaders.Add("x-promptcaching-response-cache"));
        using var answer = await gateway.SendAsync(Question(headers: ("x-promptcaching-response-cache", "only-if-cached")));

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Headers.GetValues("x-should-retry").Should().Equal("false");
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_breaks_off_brings_what_came_and_no_end(bool isReset)
    {
        await using var gateway = await StartAsync();
        gateway.Emulator.Enqueue(isReset ? EmulatedAnswer.Default.ResetAfter(3) : EmulatedAnswer.Default.CutAfter(3));
        using var answer = await gateway.SendAsync(Question(stream: true));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).Should().Be("event: message_start");

        await reader.Invoking(static one => one.ReadToEndAsync()).Should().ThrowAsync<IOException>();
        await (await gateway.SendAsync(Question(stream: true))).Content.ReadAsStringAsync();
        gateway.Upstream.Begun.Should().Be(2);
    }

    [Fact]
    public async Task An_error_in_mid_stream_arrives()
    {
        await using var gateway = await StartAsync();
        gateway.Emulator.Enqueue(EmulatedAnswer.Default.ErrorAfter(3));
        using var answer = await gateway.SendAsync(Question(stream: true));

        (await answer.Content.ReadAsStringAsync()).Should().Contain("event: error").And.Contain("overloaded_error");
    }

    private static string? TypeIn(string body) => JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("type").GetString();
}
