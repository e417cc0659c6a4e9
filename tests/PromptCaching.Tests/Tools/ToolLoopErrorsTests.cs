using PromptCaching.Testing;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class ToolLoopErrorsTests : IDisposable
{
    private readonly LoopUnderTest _claude = new();

    [Theory]
    [InlineData(true, "The disk is full.")]
    [InlineData(false, "The tool failed.")]
    public async Task What_a_tool_throws_goes_back_to_the_model_as_an_error(bool shown, string told)
    {
        _claude.Answers(Use("toolu_1", "save")).Answers(EmulatedAnswer.Text("Sorry."));

        var result = await _claude.Client.RunToolsAsync(
            Question, [Running("save", _ => throw new IOException("The disk is full."))], new ToolLoopOptions { ShowErrors = shown });

        _claude.Result(1, 2).GetRawText().Should().StartWith(
            $$"""{"type":"tool_result","tool_use_id":"toolu_1","content":"{{told}}","is_error":true""");
        result.Answer.Text.Should().Be("Sorry.");
        result.Turns[0].Outcomes[0].Failure.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task What_a_tool_wants_the_model_to_read_is_never_hidden()
    {
        _claude.Answers(Use("toolu_1", "save")).Answers(EmulatedAnswer.Text("Sorry."));

        await _claude.Client.RunToolsAsync(
            Question, [Running("save", _ => throw new ClaudeToolException("Name a file."))], new ToolLoopOptions { ShowErrors = false });

        _claude.Result(1, 2).GetProperty("content").GetString().Should().Be("Name a file.");
    }

    [Fact]
    public async Task A_name_that_no_tool_has_is_answered_with_those_there_are()
    {
        _claude.Answers(Use("toolu_1", "ecko"), Use("toolu_2")).Answers(EmulatedAnswer.Text("Done."));

        await _claude.Client.RunToolsAsync(Question, [Echo(), Echo("other")]);

        _claude.Result(1, 2).GetProperty("content").GetString().Should().Be("There is no tool 'ecko' here. There are: echo, other.");
        _claude.Result(1, 2).GetProperty("is_error").GetBoolean().Should().BeTrue();
        _claude.Result(1, 2, 1).TryGetProperty("is_error", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Turns_that_are_used_up_end_the_loop_and_what_was_reached_can_be_gone_on_from()
    {
        var ran = 0;
        var tool = Running("count", _ => Task.FromResult($"{++ran}"));
        _claude.Answers(Use("toolu_1", "count")).Answers(Use("toolu_2", "count")).Answers(EmulatedAnswer.Text("Two."));

        var thrown = await FluentActions.Awaiting(() => _claude.Client.RunToolsAsync(Question, [tool], new ToolLoopOptions { MaxTurns = 2 }))
            .Should().ThrowAsync<ToolLoopLimitException>().WithMessage("*2 times*");
        var reached = thrown.Which.Reached;

        ran.Should().Be(1);
        reached.Turns.Should().HaveCount(2);
        var result = await _claude.Client.RunToolsAsync(Question with { Messages = reached.Messages }, [tool]);
        ran.Should().Be(2);
        result.Answer.Text.Should().Be("Two.");
        result.TakenUp.Should().ContainSingle().Which.Call.Id.Should().Be("toolu_2");
        _claude.Calls.ShouldHaveAStablePrefix();
    }

    [Fact]
    public async Task Whoever_cancels_ends_the_loop_and_the_tools()
    {
        using var source = new CancellationTokenSource();
        var tool = Running("wait", async token =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        _claude.Answers(Use("toolu_1", "wait"));

        await FluentActions.Awaiting(() => _claude.Client.RunToolsAsync(Question, [tool], cancellationToken: source.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        _claude.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_tool_that_cancels_itself_has_failed()
    {
        _claude.Answers(Use("toolu_1", "wait")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question, [Running("wait", _ => throw new OperationCanceledException("It took too long."))]);

        result.Turns[0].Outcomes[0].Result.IsError.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_fails_ends_the_loop()
    {
        _claude.Answers(Use("toolu_1")).Answers(EmulatedAnswer.ServerError());

        await FluentActions.Awaiting(() => _claude.Client.RunToolsAsync(Question, [Echo()])).Should().ThrowAsync<ClaudeApiException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Limits_are_at_least_one(int limit)
    {
        FluentActions.Invoking(() => new ToolLoopOptions { MaxTurns = limit }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ToolLoopOptions { MaxParallel = limit }).Should().Throw<ArgumentOutOfRangeException>();
    }

    public void Dispose() => _claude.Dispose();
}
