using System.Text.Json;
using Anthropic.Models.Messages;

namespace PromptCaching.Testing.Tests.RealClients;

public sealed class MessagesTests : IAsyncLifetime
{
    private OfficialClient _client = null!;

    public async Task InitializeAsync() => _client = await OfficialClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task A_question_is_answered()
    {
        var message = await _client.Api.Messages.Create(OfficialClient.Question());

        message.Validate();
        message.ID.Should().Be(_client.Emulator.Calls[0].MessageId);
        message.StopReason!.Value().Should().Be(StopReason.EndTurn);
        Text(message).Should().StartWith("You asked: \"What now?\"");
    }

    [Fact]
    public async Task A_streamed_answer_says_the_same()
    {
        var whole = await _client.Api.Messages.Create(OfficialClient.Question());
        var events = await _client.Api.Messages.CreateStreaming(OfficialClient.Question()).ToListAsync();

        events.ForEach(static one => one.Validate());
        Streamed(events, static delta => delta.TryPickText(out var text) ? text.Text : null).Should().Be(Text(whole));
        events[0].TryPickStart(out var start).Should().BeTrue();
        start!.Message.Usage.InputTokens.Should().Be(whole.Usage.InputTokens);
        events[^1].TryPickStop(out _).Should().BeTrue();
    }

    [Fact]
    public async Task A_forced_tool_is_called()
    {
        var message = await _client.Api.Messages.Create(WithTool());

        message.StopReason!.Value().Should().Be(StopReason.ToolUse);
        message.Content.Single().TryPickToolUse(out var call).Should().BeTrue();
        call!.Name.Should().Be("weather");
        call.Input.Should().ContainKey("city");
    }

    [Fact]
    public async Task A_streamed_tool_call_adds_up_to_its_input()
    {
        var events = await _client.Api.Messages.CreateStreaming(WithTool()).ToListAsync();
        var input = Streamed(events, static delta => delta.TryPickInputJson(out var json) ? json.PartialJson : null);

        JsonDocument.Parse(input).RootElement.TryGetProperty("city", out _).Should().BeTrue();
    }

    [Fact]
    public async Task Thinking_comes_before_the_answer()
    {
        var message = await _client.Api.Messages.Create(Thoughtful());

        message.Content.Should().HaveCount(2);
        message.Content[0].TryPickThinking(out var thinking).Should().BeTrue();
        thinking!.Thinking.Should().NotBeEmpty();
        thinking.Signature.Should().NotBeEmpty();
        message.Usage.OutputTokensDetails!.ThinkingTokens.Should().BePositive().And.BeLessThan(message.Usage.OutputTokens);
    }

    [Fact]
    public async Task Streamed_thinking_ends_with_its_signature()
    {
        var whole = await _client.Api.Messages.Create(Thoughtful());
        var events = await _client.Api.Messages.CreateStreaming(Thoughtful()).ToListAsync();

        whole.Content[0].TryPickThinking(out var thinking).Should().BeTrue();
        Streamed(events, static delta => delta.TryPickThinking(out var text) ? text.Thinking : null).Should().Be(thinking!.Thinking);
        Streamed(events, static delta => delta.TryPickSignature(out var text) ? text.Signature : null).Should().Be(thinking.Signature);
    }

    [Fact]
    public async Task Tokens_can_be_counted_beforehand()
    {
        var count = await _client.Api.Messages.CountTokens(new() { Model = Some.Model, Messages = OfficialClient.Question().Messages });
        var message = await _client.Api.Messages.Create(OfficialClient.Question());

        count.InputTokens.Should().Be(message.Usage.InputTokens);
    }

    [Fact]
    public async Task A_marked_prompt_is_written_once_and_then_read()
    {
        var question = OfficialClient.Question() with
        {
            System = new List<TextBlockParam> { new() { Text = Some.Words(2000), CacheControl = new CacheControlEphemeral { Ttl = Ttl.Ttl1h } } },
        };
        var first = (await _client.Api.Messages.Create(question)).Usage;
        var second = (await _client.Api.Messages.Create(question)).Usage;

        (first.CacheCreationInputTokens, first.CacheCreation!.Ephemeral1hInputTokens, first.CacheReadInputTokens).Should().Be((2000, 2000, 0));
        (second.CacheCreationInputTokens, second.CacheReadInputTokens).Should().Be((0, 2000));
        _client.Emulator.Calls.Select(static call => call.Usage!.ReadTokens).Should().Equal(0, 2000);
    }

    private static MessageCreateParams WithTool() => OfficialClient.Question("What is the weather in Paris?") with
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
    };

    private static MessageCreateParams Thoughtful() =>
        OfficialClient.Question(model: "claude-opus-4-6") with { Thinking = new ThinkingConfigAdaptive() };

    private static string Text(Message message) => string.Concat(message.Content.Select(static block => block.TryPickText(out var text) ? text.Text : ""));

    private static string Streamed(IEnumerable<RawMessageStreamEvent> events, Func<RawContentBlockDelta, string?> piece) =>
        string.Concat(events.Select(one => one.TryPickContentBlockDelta(out var delta) ? piece(delta.Delta) : null));
}
