using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;
using PromptCaching.Messages.Streaming;
using PromptCaching.Testing;

namespace PromptCaching.Extensions.AI.Tests.Streaming;

public sealed class ChatUpdatesTests : IDisposable
{
    private readonly ChatUnderTest _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Text_comes_in_pieces_and_amounts_to_the_answer()
    {
        var whole = await _chat.Chat.GetResponseAsync("What now?", Bypass());
        var updates = await _chat.Chat.GetStreamingResponseAsync("What now?", Bypass()).ToListAsync();

        updates.Count(static update => update.Text.Length > 0).Should().BeGreaterThan(1);
        var response = updates.ToChatResponse();
        response.Text.Should().Be(whole.Text);
        response.FinishReason.Should().Be(ChatFinishReason.Stop);
        response.ModelId.Should().Be(ChatUnderTest.Model);
        response.CreatedAt.Should().Be(_chat.Clock.GetUtcNow());
        response.Messages.Should().ContainSingle().Which.MessageId.Should().Be(response.ResponseId);
        response.Usage!.TotalTokenCount.Should().Be(whole.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Every_update_has_the_event_that_it_was_and_the_last_the_message_and_the_report()
    {
        var updates = await _chat.Chat.GetStreamingResponseAsync("What now?").ToListAsync();

        updates.SkipLast(1).Should().OnlyContain(static update => update.RawRepresentation is MessageStreamEvent && update.GetCallReport() == null);
        updates[0].RawRepresentation.Should().BeOfType<MessageStartEvent>();
        updates[^1].RawRepresentation.Should().BeOfType<Message>();
        updates[^1].GetCallReport()!.Source.Should().Be(CallSource.Api);
        updates[^1].GetCallReport()!.IsComplete.Should().BeTrue();
        var response = updates.ToChatResponse();
        response.GetCallReport().Should().BeSameAs(updates[^1].GetCallReport());
        response.Messages.Should().ContainSingle().Which.AdditionalProperties.Should().BeNull();
    }

    [Fact]
    public async Task A_stored_answer_is_streamed_and_says_so()
    {
        var first = await _chat.Chat.GetResponseAsync("What now?");
        _chat.Clock.Advance(TimeSpan.FromMinutes(10));

        var second = await _chat.Chat.GetStreamingResponseAsync("What now?").ToChatResponseAsync();

        second.Text.Should().Be(first.Text);
        second.CreatedAt.Should().Be(first.CreatedAt);
        second.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task Neighbouring_texts_stay_apart()
    {
        Says("""{"type":"text","text":"One."},{"type":"text","text":"Two."},{"type":"text","text":"Three."}""");

        var response = await _chat.Chat.GetStreamingResponseAsync("What now?").ToChatResponseAsync();

        response.Text.Should().Be("One.Two.Three.");
        Mapped.Blocks(response.Messages[0]).Should().Be("""[{"type":"text","text":"One."},{"type":"text","text":"Two."},{"type":"text","text":"Three."}]""");
    }

    [Fact]
    public async Task Text_that_somebody_changed_goes_back_as_it_is_now()
    {
        Says("""{"type":"text","text":"One."},{"type":"text","text":"Two."}""");
        var response = await _chat.Chat.GetStreamingResponseAsync("What now?").ToChatResponseAsync();
        response.Messages[0].Contents.OfType<TextContent>().First().Text = "[removed]";

        Mapped.Blocks(response.Messages[0]).Should().Be("""[{"type":"text","text":"[removed]"},{"type":"text","text":"Two."}]""");
    }

    [Fact]
    public async Task Thinking_goes_back_signed()
    {
        Says("""{"type":"thinking","thinking":"Let me see.","signature":"c2ln"},{"type":"redacted_thinking","data":"ZGF0YQ=="},{"type":"text","text":"So."}""");

        var response = await _chat.Chat.GetStreamingResponseAsync("What now?", Thinking()).ToChatResponseAsync();

        response.Messages[0].Contents.OfType<TextReasoningContent>().Select(static content => (content.Text, content.ProtectedData))
            .Should().Equal(("Let me see.", "c2ln"), ("", "ZGF0YQ=="));
        Mapped.Blocks(response.Messages[0]).Should().Be(
            """[{"type":"thinking","thinking":"Let me see.","signature":"c2ln"},{"type":"redacted_thinking","data":"ZGF0YQ=="},{"type":"text","text":"So."}]""");
    }

    [Fact]
    public async Task A_call_of_a_tool_comes_whole()
    {
        Says("""{"type":"tool_use","id":"toolu_1","name":"weather","input":{"z":"Rome","a":1.50}}""");

        var updates = await _chat.Chat.GetStreamingResponseAsync("What now?", new ChatOptions { Tools = [AITools.Weather] }).ToListAsync();

        var call = updates.SelectMany(static update => update.Contents).OfType<FunctionCallContent>().Should().ContainSingle().Subject;
        call.Name.Should().Be("weather");
        call.Arguments!.Keys.Should().Equal("z", "a");
        updates.ToChatResponse().FinishReason.Should().Be(ChatFinishReason.ToolCalls);
        Mapped.Blocks(updates.ToChatResponse().Messages[0]).Should().Contain("\"Rome\"").And.Contain("1.50");
    }

    [Fact]
    public async Task A_cut_stream_throws()
    {
        _chat.Emulator.Enqueue(EmulatedAnswer.Default.CutAfter(4));

        await _chat.Chat.Invoking(static chat => chat.GetStreamingResponseAsync("What now?").ToListAsync().AsTask()).Should().ThrowAsync<ClaudeException>();
    }

    [Fact]
    public async Task A_refusal_is_an_error_among_the_contents_and_is_not_sent_back()
    {
        _chat.Emulator.Enqueue(EmulatedAnswer.Text("I will").WithStopReason("refusal"));

        var response = await _chat.Chat.GetStreamingResponseAsync("What now?").ToChatResponseAsync();

        response.FinishReason.Should().Be(ChatFinishReason.ContentFilter);
        response.Messages[0].Contents.OfType<ErrorContent>().Should().ContainSingle().Which.ErrorCode.Should().Be("refusal");
        Mapped.Blocks(response.Messages[0]).Should().Be("""[{"type":"text","text":"I will"}]""");
    }

    private static ChatOptions Bypass() => new ChatOptions().WithClaudeCall(new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass });

    private static ChatOptions Thinking() => new() { Reasoning = new() { Effort = ReasoningEffort.Low } };

    private void Says(string blocks) => _chat.Emulator.Enqueue(EmulatedAnswer.Content($"[{blocks}]"));
}
