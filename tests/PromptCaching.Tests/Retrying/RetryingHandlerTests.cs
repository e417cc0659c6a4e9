using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Client;

namespace PromptCaching.Tests.Retrying;

public sealed class RetryingHandlerTests : IAsyncLifetime
{
    private static readonly MessageRequest _question = MessageRequest.From("Again?");
    private readonly ClaudeUnderTest _claude = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _claude.DisposeAsync().AsTask();

    [Fact]
    public async Task An_overloaded_server_is_asked_again_with_the_same_bytes()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        _claude.Emulator.Enqueue(EmulatedAnswer.ServerError());

        var answer = await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        answer.GetCallReport()!.Attempts.Should().Be(3);
        var calls = _claude.Emulator.Calls;
        calls.Should().HaveCount(3);
        calls.Select(call => Convert.ToHexString(call.Body.Span)).Distinct().Should().HaveCount(1);
        calls.Should().OnlyContain(call => call.Headers["x-api-key"].Single() == "test-key");
        calls.Select(call => call.StartedAt).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task Three_retries_and_no_more_and_whoever_is_above_is_told()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            _claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }

        using var request = Post();
        using var response = await _claude.RunAsync(_claude.Http.SendAsync(request));

        response.StatusCode.Should().Be((HttpStatusCode)529);
        response.Headers.GetValues("x-should-retry").Should().Equal("false");
        _claude.Emulator.Calls.Should().HaveCount(4);
    }

    [Fact]
    public async Task The_wait_that_the_server_asks_for_is_waited()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromSeconds(171)));

        await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        var calls = _claude.Emulator.Calls;
        (calls[1].StartedAt - calls[0].StartedAt).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(171)).And.BeLessThan(TimeSpan.FromSeconds(173));
    }

    [Theory]
    [InlineData("retry-after-ms", "2500", 2.5)]
    [InlineData("retry-after", "0.5", 0.5)]
    public async Task The_wait_is_read_in_every_form(string header, string value, double seconds)
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Error(503, "api_error", "Later.", [new(header, value)]));

        await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        var calls = _claude.Emulator.Calls;
        (calls[1].StartedAt - calls[0].StartedAt).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds)).And.BeLessThan(TimeSpan.FromSeconds(seconds + 1));
    }

    [Fact]
    public async Task The_wait_may_be_a_date()
    {
        var date = (_claude.Clock.GetUtcNow() + TimeSpan.FromSeconds(30)).ToString("R", CultureInfo.InvariantCulture);
        _claude.Emulator.Enqueue(EmulatedAnswer.Error(529, "overloaded_error", "Later.", [new("retry-after", date)]));

        await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        var calls = _claude.Emulator.Calls;
        (calls[1].StartedAt - calls[0].StartedAt).Should().BeGreaterThan(TimeSpan.FromSeconds(29)).And.BeLessThan(TimeSpan.FromSeconds(32));
    }

    [Fact]
    public async Task A_spend_limit_is_not_asked_again_and_its_details_reach_the_caller()
    {
        const string body = """
            {"type":"error","error":{"type":"rate_limit_error","message":"Spent.","details":{"error_code":"enforced_spend_limit_reached"}}}
            """;
        await using var claude = new ClaudeUnderTest(primary: new Scripted(
            () => new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent(body) }));

        var asking = () => claude.Client.CreateMessageAsync(_question);

        var error = (await asking.Should().ThrowAsync<ClaudeApiException>()).Which;
        error.Details!.Value.GetProperty("error_code").GetString().Should().Be("enforced_spend_limit_reached");
        claude.Reports.Single().Attempts.Should().Be(1);
    }

    [Fact]
    public async Task A_caller_that_retries_by_itself_is_left_alone()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        using var request = Post();
        request.Headers.Add("x-stainless-retry-count", "1");

        using var response = await _claude.Http.SendAsync(request);

        response.StatusCode.Should().Be((HttpStatusCode)529);
        _claude.Emulator.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task The_first_attempt_of_a_caller_that_could_retry_is_ours()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        using var request = Post();
        request.Headers.Add("x-stainless-retry-count", "0");

        using var response = await _claude.RunAsync(_claude.Http.SendAsync(request));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        _claude.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());

        (await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question))).GetCallReport()!.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task A_wait_ends_when_the_caller_leaves()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromMinutes(5)));
        using var leaving = new CancellationTokenSource();
        var asking = _claude.Client.CreateMessageAsync(_question, null, leaving.Token);

        await leaving.CancelAsync();

        await ((Func<Task>)(() => asking)).Should().ThrowAsync<OperationCanceledException>();
        _claude.Emulator.Calls.Should().HaveCount(1);
    }

    private static HttpRequestMessage Post() => new(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
    {
        Content = new StringContent("""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Again?"}]}""", new MediaTypeHeaderValue("application/json")),
    };
}
