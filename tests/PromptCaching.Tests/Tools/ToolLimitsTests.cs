using PromptCaching.Testing;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class ToolLimitsTests : IDisposable
{
    private readonly LoopUnderTest _claude = new();
    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_that_takes_too_long_is_left_and_the_model_is_told(bool looksAtItsToken)
    {
        var begun = new TaskCompletionSource();
        var tool = Running("wait", async token =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, looksAtItsToken ? token : CancellationToken.None);
            return "";
        });
        _claude.Answers(Use("toolu_1", "wait"), Use("toolu_2")).Answers(EmulatedAnswer.Text("Done."));

        var running = _claude.Client.RunToolsAsync(
            Question, [tool, Echo()], new ToolLoopOptions { ToolTimeout = TimeSpan.FromSeconds(5), TimeProvider = _clock });
        await begun.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        var result = await running;

        result.Answer.Text.Should().Be("Done.");
        result.Turns[0].Outcomes[0].Failure.Should().BeOfType<ClaudeToolException>();
        _claude.Result(1, 2).GetProperty("content").GetString().Should().Be("The tool did not end within 00:00:05.");
        _claude.Result(1, 2, 1).TryGetProperty("is_error", out _).Should().BeFalse();
    }

    [Fact]
    public async Task An_input_that_is_no_JSON_is_not_run_and_goes_back_wrapped()
    {
        _claude.Answers(Use("toolu_1", input: "\"{\\\"place\\\":Oslo\"")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question, [Running("echo", _ => throw new InvalidOperationException("It ran."))]);

        _claude.Result(1, 1).GetProperty("input").GetRawText().Should().Be("""{"INVALID_JSON":"{\"place\":Oslo"}""");
        _claude.Result(1, 2).GetProperty("is_error").GetBoolean().Should().BeTrue();
        _claude.Result(1, 2).GetProperty("content").GetString().Should().Contain("no JSON object").And.Contain("{\"place\":Oslo");
        result.Answer.Text.Should().Be("Done.");
    }

    [Fact]
    public void A_time_is_positive_and_may_be_infinite()
    {
        new ToolLoopOptions { ToolTimeout = Timeout.InfiniteTimeSpan }.ToolTimeout.Should().Be(Timeout.InfiniteTimeSpan);
        foreach (var wrong in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(-5), TimeSpan.MaxValue])
        {
            FluentActions.Invoking(() => new ToolLoopOptions { ToolTimeout = wrong }).Should().Throw<ArgumentOutOfRangeException>();
        }
    }

    public void Dispose() => _claude.Dispose();
}
