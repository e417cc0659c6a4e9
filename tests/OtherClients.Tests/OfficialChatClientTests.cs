using Microsoft.Extensions.AI;
using PromptCaching;
using PromptCaching.Testing;

namespace OtherClients.Tests;

/// <summary>The official client's <see cref="IChatClient"/> on the chain.</summary>
public sealed class OfficialChatClientTests : IDisposable
{
    private readonly OfficialUnderTest _official = new();
    private readonly IChatClient _chat;

    public OfficialChatClientTests() => _chat = _official.Client.AsIChatClient("claude-haiku-5-5", 2000);

    public void Dispose()
    {
        _chat.Dispose();
        _official.Dispose();
    }

    [Fact]
    public async Task A_question_asked_twice_is_answered_once()
    {
        var first = await _chat.GetResponseAsync("What now?");
        var second = await _chat.GetResponseAsync("What now?");

        second.Text.Should().Be(first.Text).And.NotBeEmpty();
        _official.Reports.Select(static report => report.Source).Should().Equal(CallSource.Api, CallSource.ResponseCache);
    }

    [Fact]
    public async Task A_stream_says_the_same()
    {
        var plain = await _chat.GetResponseAsync("What now?");
        var streamed = await _chat.GetStreamingResponseAsync("What now?").ToChatResponseAsync();

        streamed.Text.Should().Be(plain.Text);
        _official.Reports[^1].Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task What_the_prompt_cache_read_reaches_the_caller()
    {
        var options = new ChatOptions { Instructions = new string('x', 40_000) };
        await _chat.GetResponseAsync("One?", options);
        var response = await _chat.GetResponseAsync("Two?", options);

        response.Usage!.CachedInputTokenCount.Should().BeGreaterThan(9_000);
    }

    [Fact]
    public async Task A_tool_is_called()
    {
        var weather = AIFunctionFactory.Create(static (string city) => "Sunny in " + city, "weather");

        var response = await _chat.GetResponseAsync("In Rome?", new ChatOptions { Tools = [weather], ToolMode = ChatToolMode.RequireSpecific("weather") });

        response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Should().ContainSingle().Which.Name.Should().Be("weather");
    }

    [Fact]
    public async Task An_overloaded_api_is_asked_as_often_as_the_chain_says()
    {
        _official.Always = EmulatedAnswer.Overloaded();

        await _chat.Invoking(static chat => chat.GetResponseAsync("What now?")).Should().ThrowAsync<Exception>();

        _official.Emulator.Calls.Should().HaveCount(1 + _official.Options.Retrying.MaxRetries);
    }
}
