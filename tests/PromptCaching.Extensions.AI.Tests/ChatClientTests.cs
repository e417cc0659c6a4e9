using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Testing;

namespace PromptCaching.Extensions.AI.Tests;

public sealed class ChatClientTests : IDisposable
{
    private readonly ChatUnderTest _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task A_question_is_answered()
    {
        _chat.Emulator.Enqueue(EmulatedAnswer.Text("Four."));

        var response = await _chat.Chat.GetResponseAsync("2 + 2?");

        response.Text.Should().Be("Four.");
        response.FinishReason.Should().Be(ChatFinishReason.Stop);
        response.ModelId.Should().Be(ChatUnderTest.Model);
        response.ResponseId.Should().StartWith("msg_");
        response.CreatedAt.Should().Be(_chat.Clock.GetUtcNow());
        var message = response.Messages.Should().ContainSingle().Subject;
        message.Role.Should().Be(ChatRole.Assistant);
        message.MessageId.Should().Be(response.ResponseId);
    }

    [Fact]
    public async Task An_equal_question_is_answered_from_the_response_cache_and_dated_when_it_was_made()
    {
        var first = await _chat.Chat.GetResponseAsync("What now?");
        _chat.Clock.Advance(TimeSpan.FromMinutes(10));

        var second = await _chat.Chat.GetResponseAsync("What now?");

        first.GetCallReport()!.Source.Should().Be(CallSource.Api);
        second.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        second.GetCallReport()!.Cost.Should().Be(0);
        second.Text.Should().Be(first.Text);
        second.CreatedAt.Should().Be(first.CreatedAt);
        _chat.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_question_of_our_own_client_is_the_same_question()
    {
        await _chat.Claude.CreateMessageAsync(Messages.MessageRequest.From("What now?", "Be brief.") with { Model = ChatUnderTest.Model });

        var response = await _chat.Chat.GetResponseAsync("What now?", new ChatOptions { Instructions = "Be brief." });

        response.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task What_the_prompt_cache_read_and_wrote_is_counted()
    {
        var options = new ChatOptions { Instructions = new string('x', 40_000) };
        var writing = await _chat.Chat.GetResponseAsync("One?", options);
        var reading = await _chat.Chat.GetResponseAsync("Two?", options);

        var (first, second) = (writing.Usage!, reading.Usage!);
        first.AdditionalCounts!["CacheCreationInputTokens"].Should().BeGreaterThan(9_000);
        first.InputTokenCount.Should().BeGreaterThan(first.AdditionalCounts["CacheCreationInputTokens"] - 1);
        second.CachedInputTokenCount.Should().BeGreaterThan(9_000);
        second.InputTokenCount.Should().BeGreaterThan(second.CachedInputTokenCount!.Value);
        second.TotalTokenCount.Should().Be(second.InputTokenCount + second.OutputTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_keeps_its_prefix(bool isStreamed)
    {
        var options = new ChatOptions { Instructions = new string('x', 40_000), Tools = [AITools.Weather], Reasoning = new() { Effort = ReasoningEffort.Low } };
        List<ChatMessage> messages = [];
        for (var turn = 0; turn < 4; turn++)
        {
            messages.Add(Some.User($"Question {turn}?"));
            messages.AddMessages(isStreamed
                ? await _chat.Chat.GetStreamingResponseAsync(messages, options).ToChatResponseAsync()
                : await _chat.Chat.GetResponseAsync(messages, options));
        }

        _chat.Emulator.Calls.Should().HaveCount(4).And.OnlyContain(static call => call.Status == 200);
        _chat.Emulator.Calls.ShouldKeep(PromptPart.Conversation);
        _chat.Emulator.Calls[^1].ShouldReadFromCache(0.9);
        _chat.Sent.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("type").GetString().Should().Be("thinking");
    }

    [Fact]
    public async Task The_wishes_of_a_call_are_heard()
    {
        var bypass = new ChatOptions().WithClaudeCall(new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass, Tags = ["test"] });
        await _chat.Chat.GetResponseAsync("What now?", bypass);
        var again = await _chat.Chat.GetResponseAsync("What now?", bypass);

        again.GetCallReport()!.Source.Should().Be(CallSource.Api);
        again.GetCallReport()!.Tags.Should().Equal("test");
    }

    [Fact]
    public async Task A_wish_of_another_type_is_refused()
    {
        var options = new ChatOptions { AdditionalProperties = new() { ["claude:call"] = "bypass" } };

        await _chat.Chat.Invoking(chat => chat.GetResponseAsync("What now?", options)).Should().ThrowAsync<NotSupportedException>().WithMessage("*WithClaudeCall*");
    }

    [Fact]
    public async Task An_error_of_the_api_is_ours()
    {
        _chat.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        await _chat.Chat.Invoking(static chat => chat.GetResponseAsync("What now?")).Should().ThrowAsync<ClaudeApiException>();
    }

    [Fact]
    public void What_is_underneath_can_be_asked_for()
    {
        _chat.Chat.GetService(typeof(IClaudeClient)).Should().BeSameAs(_chat.Claude);
        _chat.Chat.GetService(typeof(IChatClient)).Should().BeSameAs(_chat.Chat);
        _chat.Chat.GetService(typeof(IClaudeClient), "key").Should().BeNull();
        _chat.Chat.GetService(typeof(string)).Should().BeNull();
        var metadata = (ChatClientMetadata)_chat.Chat.GetService(typeof(ChatClientMetadata))!;
        metadata.ProviderName.Should().Be("anthropic");
        metadata.DefaultModelId.Should().Be(ChatUnderTest.Model);
    }

    [Fact]
    public async Task Disposing_it_leaves_the_client_alone()
    {
        _chat.Chat.Dispose();

        (await _chat.Claude.GetTextAsync("Still there?")).Should().NotBeEmpty();
    }
}
