using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;
using PromptCaching.Messages.Settings;
using PromptCaching.Testing;

namespace PromptCaching.Extensions.AI.Tests.Streaming;

/// <summary>One model refused in the middle of its answer and another went on: functions run for the calls of the second one only.</summary>
public sealed class RefusedAttemptTests : IDisposable
{
    private readonly ChatUnderTest _chat = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_of_a_refused_attempt_are_no_calls_and_do_not_go_back(bool isStream)
    {
        _chat.Emulator.Enqueue(EmulatedAnswer.Content("""
            [{"type":"text","text":"I begin."},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Rome"}},
            {"type":"fallback","from":{"model":"claude-opus-5"},"to":{"model":"claude-opus-4-8"}},
            {"type":"tool_use","id":"toolu_2","name":"weather","input":{"city":"Ulm"}},{"type":"tool_use","id":"toolu_3","name":"weather","input":{"city":"Bonn"}}]
            """));

        var response = await AskAsync(isStream);

        response.Messages[0].Contents.OfType<FunctionCallContent>().Select(static call => call.CallId).Should().Equal("toolu_2", "toolu_3");
        Mapped.Blocks(response.Messages[0]).Should().StartWith("""[{"type":"text","text":"I begin."},{"type":"fallback",""").And.NotContain("toolu_1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_refuses_the_calls_keep_their_place(bool isStream)
    {
        _chat.Emulator.Enqueue(EmulatedAnswer.Content("""
            [{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Rome"}},{"type":"text","text":"And then."},
            {"type":"tool_use","id":"toolu_2","name":"weather","input":{"city":"Ulm"}}]
            """));

        var response = await AskAsync(isStream);

        response.Messages[0].Contents.Where(static content => content is FunctionCallContent or TextContent).Select(static content => content.GetType().Name)
            .Should().Equal(nameof(FunctionCallContent), nameof(TextContent), nameof(FunctionCallContent));
    }

    public void Dispose() => _chat.Dispose();

    private Task<ChatResponse> AskAsync(bool isStream)
    {
        var options = new ChatOptions
        {
            Tools = [AITools.Weather],
            RawRepresentationFactory = static _ => new MessageRequest { Fallbacks = RefusalFallbacks.Default, Betas = [ClaudeBetas.ServerSideFallback] },
        };
        return isStream
            ? _chat.Chat.GetStreamingResponseAsync("What now?", options).ToChatResponseAsync()
            : _chat.Chat.GetResponseAsync("What now?", options);
    }
}
