using System.Net;
using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using PromptCaching.AspNetCore.Tests.Support;
using PromptCaching.Testing;

namespace PromptCaching.AspNetCore.Tests.RealClients;

/// <summary>The official client of .NET, with nothing set but its base URL and a token.</summary>
public sealed class OfficialClientTests : IAsyncLifetime
{
    private GatewayUnderTest _gateway = null!;
    private AnthropicClient _client = null!;

    public async Task InitializeAsync()
    {
        _gateway = await GatewayUnderTest.StartAsync(static options =>
        {
            options.Clients["acme"].AllowBatches = true;
            options.Clients["poor"] = new ClaudeGatewayClient { Token = "token-of-poor", BudgetUsd = 0m };
        });
        _client = new AnthropicClient
        {
            ApiKey = GatewayUnderTest.Token,
            BaseUrl = _gateway.Address.GetLeftPart(UriPartial.Authority),
            ResponseValidation = true,
            MaxRetries = 0,
        };
    }

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_question_is_answered_and_the_second_time_for_nothing()
    {
        var first = await _client.Messages.Create(Question());
        var second = await _client.Messages.Create(Question());

        first.Validate();
        second.ID.Should().Be(first.ID);
        _gateway.Upstream.Begun.Should().Be(1);
    }

    [Fact]
    public async Task A_stream_says_the_same_as_a_message()
    {
        var events = await _client.Messages.CreateStreaming(Question()).ToListAsync();
        var whole = await _client.Messages.Create(Question());

        events.ForEach(static one => one.Validate());
        events[^1].TryPickStop(out _).Should().BeTrue();
        var streamed = string.Concat(events.Select(static one =>
            one.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text) ? text.Text : ""));
        streamed.Should().Be(string.Concat(whole.Content.Select(static block => block.TryPickText(out var text) ? text.Text : "")));
    }

    [Fact]
    public async Task A_forced_tool_is_called()
    {
        var message = await _client.Messages.Create(Question() with
        {
            Tools =
            [
                new Tool
                {
                    Name = "weather",
                    Description = "The weather of a city.",
                    InputSchema = new()
                    {
                        Properties = new Dictionary<string, JsonElement> { ["city"] = JsonDocument.Parse("""{"type":"string"}""").RootElement },
                        Required = ["city"],
                    },
                },
            ],
            ToolChoice = new ToolChoiceTool("weather"),
        });

        message.StopReason!.Value().Should().Be(StopReason.ToolUse);
        message.Content.Single().TryPickToolUse(out var call).Should().BeTrue();
        call!.Name.Should().Be("weather");
    }

    [Theory]
    [InlineData(400, "invalid_request_error", typeof(AnthropicBadRequestException))]
    [InlineData(429, "rate_limit_error", typeof(AnthropicRateLimitException))]
    [InlineData(529, "overloaded_error", typeof(Anthropic5xxException))]
    public async Task An_error_becomes_the_clients_own(int status, string type, System.Type exception)
    {
        _gateway.Emulator.Enqueue(EmulatedAnswer.Error(status, type, "No."));

        var thrown = (await _client.Invoking(static one => one.Messages.Create(Question())).Should().ThrowAsync<AnthropicApiException>()).Which;
        thrown.Should().BeOfType(exception);
        thrown.ResponseBody.Should().Contain(type);
    }

    [Fact]
    public async Task The_gateways_own_refusal_becomes_the_clients_own_too()
    {
        var stranger = _client.WithOptions(static options => options with { ApiKey = "wrong" });

        await stranger.Invoking(static one => one.Messages.Create(Question())).Should().ThrowAsync<AnthropicUnauthorizedException>();
    }

    [Fact]
    public async Task A_spent_budget_becomes_the_clients_own_error_too()
    {
        var poor = _client.WithOptions(static options => options with { ApiKey = "token-of-poor" });

        var thrown = (await poor.Invoking(static one => one.Messages.Create(Question())).Should().ThrowAsync<AnthropicApiException>()).Which;
        thrown.StatusCode.Should().Be(HttpStatusCode.PaymentRequired);
        thrown.ResponseBody.Should().Contain("billing_error").And.Contain("The budget of this client is spent");
    }

    [Fact]
    public async Task A_canceled_call_ends_at_the_api()
    {
        _gateway.Emulator.Enqueue(EmulatedAnswer.Default.After(TimeSpan.FromHours(1)));
        using var leaving = new CancellationTokenSource();
        var call = _client.Messages.Create(Question(), leaving.Token);
        await GatewayUnderTest.UntilAsync(() => _gateway.Upstream.Begun == 1);
        await leaving.CancelAsync();

        await call.Invoking(static one => one).Should().ThrowAsync<OperationCanceledException>();
        await GatewayUnderTest.UntilAsync(() => _gateway.Upstream.GivenUp == 1);
    }

    [Fact]
    public async Task Tokens_are_counted_models_listed_and_batches_run()
    {
        (await _client.Messages.CountTokens(new() { Model = "claude-opus-4-8", Messages = Question().Messages })).InputTokens.Should().BePositive();
        (await _client.Models.List()).Items.Should().NotBeEmpty();
        (await _client.Messages.Batches.List()).Items.Should().BeEmpty();
    }

    private static MessageCreateParams Question() => new()
    {
        Model = "claude-opus-4-8",
        MaxTokens = 2000,
        Messages = [new() { Role = Role.User, Content = "What now?" }],
    };
}
