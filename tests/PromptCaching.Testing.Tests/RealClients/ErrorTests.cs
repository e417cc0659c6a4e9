using Anthropic.Exceptions;

namespace PromptCaching.Testing.Tests.RealClients;

public sealed class ErrorTests : IAsyncLifetime
{
    private OfficialClient _client = null!;

    public async Task InitializeAsync() => _client = await OfficialClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Theory]
    [InlineData(400, "invalid_request_error", typeof(AnthropicBadRequestException))]
    [InlineData(401, "authentication_error", typeof(AnthropicUnauthorizedException))]
    [InlineData(403, "permission_error", typeof(AnthropicForbiddenException))]
    [InlineData(404, "not_found_error", typeof(AnthropicNotFoundException))]
    [InlineData(413, "request_too_large", typeof(Anthropic4xxException))]
    [InlineData(429, "rate_limit_error", typeof(AnthropicRateLimitException))]
    [InlineData(500, "api_error", typeof(Anthropic5xxException))]
    [InlineData(504, "timeout_error", typeof(Anthropic5xxException))]
    [InlineData(529, "overloaded_error", typeof(Anthropic5xxException))]
    public async Task Every_error_becomes_the_clients_own(int status, string type, Type exception)
    {
        _client.Emulator.Enqueue(EmulatedAnswer.Error(status, type, "No."));
        var api = _client.Api.WithOptions(static options => options with { MaxRetries = 0 });

        var thrown = (await api.Invoking(static one => one.Messages.Create(OfficialClient.Question())).Should().ThrowAsync<AnthropicApiException>()).Which;
        thrown.Should().BeOfType(exception);
        ((int)thrown.StatusCode).Should().Be(status);
        thrown.ResponseBody.Should().Contain(type).And.Contain(_client.Emulator.Calls[0].RequestId);
        _client.Emulator.Calls.Should().ContainSingle().Which.ErrorType.Should().Be(type);
    }

    [Fact]
    public async Task A_request_that_the_api_refuses_is_refused()
    {
        var request = OfficialClient.Question() with { MaxTokens = -1 };

        await _client.Api.Invoking(one => one.Messages.Create(request)).Should().ThrowAsync<AnthropicBadRequestException>();
    }

    [Fact]
    public async Task The_client_tries_again_when_the_server_says_so()
    {
        _client.Emulator.Enqueue(EmulatedAnswer.Overloaded().WithHeader("retry-after-ms", "1"));
        _client.Emulator.Enqueue(EmulatedAnswer.RateLimited().WithHeader("retry-after-ms", "1"));
        await _client.Api.Messages.Create(OfficialClient.Question());

        _client.Emulator.Calls.Select(static call => call.Status).Should().Equal(529, 429, 200);
        _client.Emulator.Calls.Select(static call => call.Headers["x-stainless-retry-count"].Single()).Should().Equal("0", "1", "2");
    }

    [Fact]
    public async Task The_client_gives_up_after_its_retries()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _client.Emulator.Enqueue(EmulatedAnswer.ServerError().WithHeader("retry-after-ms", "1"));
        }

        await _client.Api.Invoking(static one => one.Messages.Create(OfficialClient.Question())).Should().ThrowAsync<Anthropic5xxException>();
        _client.Emulator.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_is_an_error()
    {
        _client.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfter(3));

        await _client.Api.Invoking(static async one => await one.Messages.CreateStreaming(OfficialClient.Question()).ToListAsync())
            .Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task An_error_in_mid_stream_is_an_error()
    {
        _client.Emulator.Enqueue(EmulatedAnswer.Default.ErrorAfter(3));

        await _client.Api.Invoking(static async one => await one.Messages.CreateStreaming(OfficialClient.Question()).ToListAsync())
            .Should().ThrowAsync<AnthropicSseException>();
    }
}
