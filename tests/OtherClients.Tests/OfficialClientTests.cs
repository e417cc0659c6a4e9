using System.Text.Json;
using Anthropic.Models.Messages;
using PromptCaching;
using PromptCaching.Testing;

namespace OtherClients.Tests;

/// <summary>The official client does not know what it is on: what it sends and reads is what it would send to the API and read from it.</summary>
public sealed class OfficialClientTests : IDisposable
{
    private readonly OfficialUnderTest _official = new();

    public void Dispose() => _official.Dispose();

    [Fact]
    public async Task A_question_asked_twice_is_answered_once()
    {
        var first = await _official.Client.Messages.Create(OfficialUnderTest.Question());
        var second = await _official.Client.Messages.Create(OfficialUnderTest.Question());

        first.Validate();
        second.Should().Be(first);
        _official.Emulator.Calls.Should().ContainSingle();
        _official.Reports.Select(static report => report.Source).Should().Equal(CallSource.Api, CallSource.ResponseCache);
        _official.Reports[1].Cost.Should().Be(0);
    }

    [Fact]
    public async Task A_stream_says_the_same_and_answers_the_plain_question_too()
    {
        var streamed = await _official.Client.Messages.CreateStreaming(OfficialUnderTest.Question()).ToListAsync();
        var plain = await _official.Client.Messages.Create(OfficialUnderTest.Question());

        streamed.ForEach(static item => item.Validate());
        streamed[^1].TryPickStop(out _).Should().BeTrue();
        TextOf(streamed).Should().Be(TextOf(plain));
        _official.Reports.Select(static report => report.Source).Should().Equal(CallSource.Api, CallSource.ResponseCache);
    }

    [Fact]
    public async Task A_conversation_with_a_tool_reads_what_it_wrote()
    {
        var request = OfficialUnderTest.Question("What is the weather in Rome?") with
        {
            System = new string('x', 40_000),
            Tools = [new Tool { Name = "weather", InputSchema = new() { Properties = new Dictionary<string, JsonElement>() } }],
        };
        var turn = await _official.Client.Messages.Create(request with { ToolChoice = new ToolChoiceTool("weather") });
        turn.Content.Single().TryPickToolUse(out var call).Should().BeTrue();
        var answer = await _official.Client.Messages.Create(request with
        {
            ToolChoice = new ToolChoiceAuto(),
            Messages =
            [
                .. request.Messages,
                new() { Role = Role.Assistant, Content = new List<ContentBlockParam> { new ToolUseBlockParam { ID = call!.ID, Name = call.Name, Input = call.Input } } },
                new() { Role = Role.User, Content = new List<ContentBlockParam> { new ToolResultBlockParam(call.ID) { Content = "Sunny." } } },
            ],
        });

        answer.StopReason!.Value().Should().Be(StopReason.EndTurn);
        turn.Usage.CacheCreationInputTokens.Should().BeGreaterThan(9_000);
        answer.Usage.CacheReadInputTokens.Should().BeGreaterThan(9_000);
        _official.Reports[0].AddedBreakpoints.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Its_error_is_the_apis_error()
    {
        _official.Emulator.Enqueue(EmulatedAnswer.Error(400, "invalid_request_error", "No."));

        (await _official.Client.Invoking(static client => client.Messages.Create(OfficialUnderTest.Question()))
            .Should().ThrowAsync<Anthropic.Exceptions.AnthropicBadRequestException>()).Which.ResponseBody.Should().Contain("No.");
    }

    [Fact]
    public async Task The_wishes_around_a_call_are_heard()
    {
        using (ClaudeCall.Use(new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass, Tags = ["test"] }))
        {
            await _official.Client.Messages.Create(OfficialUnderTest.Question());
            await _official.Client.Messages.Create(OfficialUnderTest.Question());
        }

        _official.Reports.Should().HaveCount(2).And.OnlyContain(static report => report.Source == CallSource.Api && report.Tags.Contains("test"));
    }

    private static string TextOf(IEnumerable<RawMessageStreamEvent> items) => string.Concat(items.Select(static item =>
        item.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text) ? text.Text : ""));

    private static string TextOf(Message message) => string.Concat(message.Content.Select(static block => block.TryPickText(out var text) ? text.Text : ""));
}
