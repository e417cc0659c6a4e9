using System.Net;
using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Streaming;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Client;

public sealed class ClaudeClientTests : IAsyncLifetime
{
    private static readonly MessageRequest _question = MessageRequest.From("What is a prefix?", "You explain words.");
    private readonly ClaudeUnderTest _claude = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _claude.DisposeAsync().AsTask();

    [Fact]
    public async Task A_message_has_text_usage_and_a_report()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("The beginning of a prompt."));

        var message = await _claude.Client.CreateMessageAsync(_question);

        message.Text.Should().Be("The beginning of a prompt.");
        message.StopReason.Should().Be(StopReason.EndTurn);
        message.Usage.OutputTokens.Should().BePositive();
        var report = message.GetCallReport()!;
        report.Should().BeEquivalentTo(new { Source = CallSource.Api, Attempts = 1, IsComplete = true, MessageId = message.Id, StopReason = "end_turn" });
        report.RequestId.Should().StartWith("req_");
        _claude.Reports.Should().Equal(report);
    }

    [Fact]
    public async Task Defaults_fill_in_what_a_request_leaves_unsaid_and_the_request_stays_as_it_was()
    {
        await _claude.Client.CreateMessageAsync(_question);

        var sent = _claude.Emulator.Calls.Single().Json!.Value;
        sent.GetProperty("model").GetString().Should().Be("claude-sonnet-5-5");
        sent.GetProperty("max_tokens").GetInt32().Should().Be(4096);
        sent.TryGetProperty("temperature", out _).Should().BeFalse();
        sent.TryGetProperty("stream", out _).Should().BeFalse();
        _question.Model.Should().BeNull();
        _question.MaxTokens.Should().BeNull();
    }

    [Theory]
    [InlineData("claude-haiku-4-5", true)]
    [InlineData("claude-sonnet-4-6", true)]
    [InlineData("claude-opus-4-7", false)]
    [InlineData("claude-sonnet-5-5", false)]
    [InlineData("a-model-of-tomorrow", false)]
    public async Task The_default_temperature_is_sent_only_to_models_that_take_one(string model, bool isSent)
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureClient(options => options.DefaultTemperature = 0.2));

        await claude.Client.CreateMessageAsync(_question with { Model = model });

        claude.Emulator.Calls.Single().Json!.Value.TryGetProperty("temperature", out _).Should().Be(isSent);
    }

    [Fact]
    public async Task The_default_temperature_does_not_go_with_thinking()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureClient(options => options.DefaultTemperature = 0.2));

        await claude.Client.CreateMessageAsync(
            _question with { Model = "claude-haiku-4-5", Thinking = ThinkingConfiguration.Enabled(1024) });

        claude.Emulator.Calls.Single().Json!.Value.TryGetProperty("temperature", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_stream_gives_events_as_they_come_and_the_message_in_the_end()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("One two three four five six."));
        await using var stream = await _claude.Client.StreamMessageAsync(_question);

        var events = new List<MessageStreamEvent>();
        await foreach (var item in stream)
        {
            events.Add(item);
        }

        var message = await stream.GetFinalMessageAsync();

        events.First().Should().BeOfType<MessageStartEvent>();
        events.Last().Should().BeOfType<MessageStopEvent>();
        events.OfType<PingEvent>().Should().NotBeEmpty();
        string.Concat(events.OfType<ContentBlockDeltaEvent>().Select(item => ((TextDelta)item.Delta).Text)).Should().Be(message.Text);
        message.Text.Should().Be("One two three four five six.");
        message.StopReason.Should().Be(StopReason.EndTurn);
        message.GetCallReport()!.IsComplete.Should().BeTrue();
        message.GetCallReport()!.Usage!.Output.Should().Be(message.Usage.OutputTokens);
    }

    [Fact]
    public async Task The_final_message_can_be_had_without_looking_at_the_events()
    {
        await using var stream = await _claude.Client.StreamMessageAsync(_question);

        (await stream.GetFinalMessageAsync()).Text.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_stream_passes_once()
    {
        await using var stream = await _claude.Client.StreamMessageAsync(_question);
        await stream.GetFinalMessageAsync();

        await Reading(stream).Should().ThrowAsync<InvalidOperationException>();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_stream_that_ends_without_its_final_event_is_an_error(int events)
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("A longer answer of several pieces.").CutAfter(events));
        await using var stream = await _claude.Client.StreamMessageAsync(_question);

        (await Reading(stream).Should().ThrowExactlyAsync<ClaudeException>()).WithMessage("*message_stop*").Which.RequestId.Should().NotBeNull();
        _claude.Reports.Single().Should().BeEquivalentTo(new { IsComplete = true, Usage = (TokenUsage?)null, Cost = (decimal?)null });
    }

    [Fact]
    public async Task An_error_event_inside_a_stream_is_an_exception()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("A longer answer of several pieces.").ErrorAfter(6));
        await using var stream = await _claude.Client.StreamMessageAsync(_question);

        var error = (await Reading(stream).Should().ThrowAsync<ClaudeApiException>()).Which;
        error.ErrorType.Should().Be(ErrorType.Overloaded);
        error.StatusCode.Should().Be(HttpStatusCode.OK);
        error.IsOverloaded.Should().BeTrue();
    }

    [Fact]
    public async Task A_connection_that_breaks_inside_a_stream_is_an_exception_of_ours()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("A longer answer of several pieces.").ResetAfter(6));
        await using var stream = await _claude.Client.StreamMessageAsync(_question);

        (await Reading(stream).Should().ThrowExactlyAsync<ClaudeException>()).Which.InnerException.Should().NotBeNull();
    }

    [Fact]
    public async Task An_error_answer_says_what_the_api_said()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Error(403, "permission_error", "Not for you."));

        var error = (await Asking(_question).Should().ThrowAsync<ClaudeApiException>()).Which;

        error.Should().BeEquivalentTo(new { StatusCode = HttpStatusCode.Forbidden, ErrorType = ErrorType.Permission });
        error.Message.Should().Contain("403").And.Contain("Not for you.");
        error.RequestId.Should().StartWith("req_");
        _claude.Reports.Single().Should().BeEquivalentTo(new { Source = CallSource.None, IsComplete = true, Attempts = 1 });
    }

    [Fact]
    public async Task The_caller_s_cancellation_stays_a_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var asking = () => _claude.Client.CreateMessageAsync(_question, null, cancellation.Token);

        await asking.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_lost_connection_is_an_exception_of_ours_that_names_the_host()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRetrying(options => options.Enabled = false));
        claude.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());

        var asking = () => claude.Client.CreateMessageAsync(_question);

        (await asking.Should().ThrowExactlyAsync<ClaudeException>()).WithMessage("*api.anthropic.com*");
    }

    [Fact]
    public async Task Counting_sends_only_what_decides_the_length()
    {
        var request = _question with
        {
            MaxTokens = 10,
            StopSequences = ["x"],
            Metadata = new RequestMetadata { UserId = "u" },
            ExtraFields = new Dictionary<string, JsonElement> { ["container"] = JsonSerializer.SerializeToElement("c") },
        };

        (await _claude.Client.CountTokensAsync(request)).InputTokens.Should().BePositive();

        _claude.Emulator.Calls.Single().Json!.Value.EnumerateObject().Select(field => field.Name)
            .Should().BeEquivalentTo("model", "messages", "system");
    }

    [Fact]
    public async Task One_line_asks_a_question()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("42"));

        (await _claude.Client.GetTextAsync("How many?", "Answer with a number.")).Should().Be("42");
    }

    [Fact]
    public async Task An_answer_given_back_keeps_the_prefix_cached()
    {
        var document = string.Concat(Enumerable.Repeat("A sentence of the document that everything is about. ", 200));
        var first = new MessageRequest { System = document, Messages = [InputMessage.User("What is it about?")] };
        var answer = await _claude.Client.CreateMessageAsync(first);

        var second = first with { Messages = [.. first.Messages, answer.ToInputMessage(), InputMessage.User("And what else?")] };
        var report = (await _claude.Client.CreateMessageAsync(second)).GetCallReport()!;

        report.Usage!.CacheRead.Should().BeGreaterThan(report.Usage.TotalInput * 9 / 10);
        report.Saved.Should().BePositive();
    }

    [Fact]
    public void A_base_address_of_any_spelling_leads_to_the_endpoint()
    {
        foreach (var spelling in new[] { "http://proxy.test/claude", "http://proxy.test/claude/", "http://proxy.test/claude/v1", "http://proxy.test/claude/v1/" })
        {
            ApiAddress.Of(new Uri(spelling), "v1/messages").AbsoluteUri.Should().Be("http://proxy.test/claude/v1/messages");
        }
    }

    [Fact]
    public async Task An_answer_that_is_not_a_message_is_an_exception_of_ours()
    {
        await using var claude = new ClaudeUnderTest(primary: new Scripted(() => new HttpResponseMessage { Content = new StringContent("<html>") }));

        var asking = () => claude.Client.CreateMessageAsync(_question);

        await asking.Should().ThrowExactlyAsync<ClaudeException>();
    }

    private static Func<Task> Reading(MessageStream stream) => async () =>
    {
        await foreach (var _ in stream)
        {
        }
    };

    private Func<Task<Message>> Asking(MessageRequest request) => () => _claude.Client.CreateMessageAsync(request);
}
