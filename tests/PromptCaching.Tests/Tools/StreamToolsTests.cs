using PromptCaching.Messages;
using PromptCaching.Testing;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class StreamToolsTests : IDisposable
{
    private readonly LoopUnderTest _claude = new();

    [Fact]
    public async Task What_happens_is_told_in_its_order_and_the_result_comes_last()
    {
        _claude.Answers("""{"type":"text","text":"I look."}""", Use("toolu_1", input: """{"n":1}""")).Answers(EmulatedAnswer.Text("Done."));

        var told = await TellAsync([Echo()]);

        told.Select(Kind).Distinct().Should().Equal("ToolLoopEvent", "ToolLoopCallBegun", "ToolLoopCallEnded", "ToolLoopTurnEnded", "ToolLoopEnded");
        told.Count(static update => update is ToolLoopTurnEnded).Should().Be(2);
        TextOf(told).Should().Be("I look.Done.");
        told.OfType<ToolLoopCallBegun>().Single().Call.Id.Should().Be("toolu_1");
        told.OfType<ToolLoopCallEnded>().Single().Outcome.Result.Content!.Text.Should().Be("""{"n":1}""");
        Last(told).Answer.Text.Should().Be("Done.");
        _claude.Calls.Should().OnlyContain(static call => call.Json!.Value.GetProperty("stream").GetBoolean());
    }

    [Fact]
    public async Task The_result_and_the_requests_are_those_of_the_loop_that_does_not_stream()
    {
        using var other = new LoopUnderTest();
        foreach (var claude in (LoopUnderTest[])[_claude, other])
        {
            claude.Answers(Use("toolu_1"), Use("toolu_2", "none")).Answers(Use("toolu_3", input: """{"z":1.0,"a":2}""")).Answers(EmulatedAnswer.Text("Done."));
        }

        var streamed = Last(await TellAsync([Echo()]));
        var whole = await other.Client.RunToolsAsync(Question, [Echo()]);

        streamed.Turns.Select(static turn => turn.Outcomes.Count).Should().Equal(whole.Turns.Select(static turn => turn.Outcomes.Count));
        _claude.Calls.Select(static call => call.Json!.Value.GetProperty("messages").GetRawText())
            .Should().Equal(other.Calls.Select(static call => call.Json!.Value.GetProperty("messages").GetRawText()));
        streamed.Reports.Should().HaveCount(3);
        _claude.Calls.ShouldHaveAStablePrefix();
    }

    [Fact]
    public async Task The_input_of_a_tool_can_be_watched_as_it_is_written()
    {
        _claude.Answers(Use("toolu_1", input: """{"text":"some words to write"}""")).Answers(EmulatedAnswer.Text("Done."));

        var inputs = (await TellAsync([Echo()])).OfType<ToolLoopEvent>().Select(static update => update.Input).OfType<ToolInputSoFar>().ToList();

        inputs[^1].IsComplete.Should().BeTrue();
        inputs[^1].ToJson().GetProperty("text").GetString().Should().Be("some words to write");
        inputs.Should().OnlyContain(static input => input.Name == "echo");
        inputs.All(static input => input.TryReadSoFar(out _)).Should().BeTrue();
    }

    [Fact]
    public async Task Tools_of_one_answer_run_at_once_and_each_is_told_when_it_ends()
    {
        var second = new TaskCompletionSource<string>();
        var first = Running("first", async _ => "1 after " + await second.Task);
        var last = Running("second", _ =>
        {
            second.SetResult("2");
            return second.Task;
        });
        _claude.Answers(Use("toolu_1", "first"), Use("toolu_2", "second")).Answers(EmulatedAnswer.Text("Done."));

        var told = await TellAsync([first, last]);

        told.OfType<ToolLoopCallEnded>().Select(static update => update.Outcome.Call.Id).Should().BeEquivalentTo("toolu_1", "toolu_2");
        told.OfType<ToolLoopTurnEnded>().First().Turn.Outcomes.Select(static outcome => outcome.Call.Id).Should().Equal("toolu_1", "toolu_2");
    }

    [Fact]
    public async Task What_a_tool_throws_goes_back_to_the_model_as_an_error()
    {
        _claude.Answers(Use("toolu_1", "save")).Answers(EmulatedAnswer.Text("Sorry."));

        var told = await TellAsync([Running("save", _ => throw new IOException("The disk is full."))]);

        told.OfType<ToolLoopCallEnded>().Single().Outcome.Failure.Should().BeOfType<IOException>();
        _claude.Result(1, 2).GetProperty("is_error").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Turns_that_are_used_up_end_the_loop_and_what_was_reached_can_be_gone_on_from()
    {
        _claude.Answers(Use("toolu_1")).Answers(EmulatedAnswer.Text("Done."));
        var told = new List<ToolLoopUpdate>();

        var thrown = await FluentActions.Awaiting(() => TellAsync([Echo()], new ToolLoopOptions { MaxTurns = 1 }, told))
            .Should().ThrowAsync<ToolLoopLimitException>();

        told[^1].Should().BeOfType<ToolLoopTurnEnded>();
        var again = await TellAsync([Echo()], request: Question with { Messages = thrown.Which.Reached.Messages });
        again[0].Should().BeOfType<ToolLoopCallBegun>();
        Last(again).TakenUp.Should().ContainSingle().Which.Call.Id.Should().Be("toolu_1");
    }

    [Fact]
    public async Task Whoever_cancels_ends_the_loop_and_the_tools()
    {
        using var source = new CancellationTokenSource();
        var isEnded = false;
        var tool = Running("wait", async token =>
        {
            using var ended = token.Register(() => isEnded = true);
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        _claude.Answers(Use("toolu_1", "wait"));

        await FluentActions.Awaiting(() => TellAsync([tool], cancellationToken: source.Token)).Should().ThrowAsync<OperationCanceledException>();

        isEnded.Should().BeTrue();
        _claude.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Whoever_leaves_takes_the_tools_along()
    {
        var ended = new TaskCompletionSource();
        var tool = Running("wait", async token =>
        {
            using var registration = token.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        _claude.Answers(Use("toolu_1", "wait"));

        await foreach (var update in _claude.Client.StreamToolsAsync(Question, [tool]))
        {
            if (update is ToolLoopCallBegun)
            {
                break;
            }
        }

        await ended.Task;
        _claude.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_ends_the_loop()
    {
        _claude.Answers(Use("toolu_1")).Answers(EmulatedAnswer.ServerError());

        await FluentActions.Awaiting(() => TellAsync([Echo()])).Should().ThrowAsync<ClaudeApiException>();
    }

    public void Dispose() => _claude.Dispose();

    private static string Kind(ToolLoopUpdate update) => update.GetType().Name;

    private static string TextOf(IEnumerable<ToolLoopUpdate> told) => string.Concat(told.OfType<ToolLoopEvent>().Select(static update => update.Text));

    private static ToolLoopResult Last(List<ToolLoopUpdate> told) => told[^1].Should().BeOfType<ToolLoopEnded>().Which.Result;

    private async Task<List<ToolLoopUpdate>> TellAsync(
        ClaudeTool[] tools,
        ToolLoopOptions? options = null,
        List<ToolLoopUpdate>? told = null,
        MessageRequest? request = null,
        CancellationToken cancellationToken = default)
    {
        told ??= [];
        await foreach (var update in _claude.Client.StreamToolsAsync(request ?? Question, tools, options, cancellationToken: cancellationToken))
        {
            told.Add(update);
        }

        return told;
    }
}
