using PromptCaching.Messages;
using PromptCaching.Testing;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class ToolsetTests : IDisposable
{
    private readonly LoopUnderTest _claude = new();
    private readonly List<string> _ran = [];

    [Fact]
    public async Task A_toolset_runs_each_of_its_tools_and_stands_once_in_the_list()
    {
        _claude.Answers(Act("toolu_1", "screenshot", """{"n":1}""")).Answers(EmulatedAnswer.Text("Done."));

        await _claude.Client.RunToolsAsync(Question with { Tools = [Tool.ComputerToolset()] }, [Screen()]);

        _claude.Calls[0].Json!.Value.GetProperty("tools").EnumerateArray().Select(static tool => tool.GetProperty("type").GetString())
            .Should().Equal("computer_toolset_20260801");
        _claude.Result(1, 2).GetProperty("toolset_name").GetString().Should().Be("computer");
        _claude.Result(1, 2).GetProperty("content").GetString().Should().Be("""screenshot {"n":1}""");
    }

    [Fact]
    public async Task A_toolset_that_the_request_does_not_list_is_listed()
    {
        await _claude.Client.RunToolsAsync(Question, [Echo(), Screen()]);

        _claude.Calls[0].Json!.Value.GetProperty("tools").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task A_tool_of_a_toolset_is_not_the_callers_tool_of_that_name()
    {
        _claude.Answers(Act("toolu_1", "screenshot"), Use("toolu_2", "screenshot")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question with { Tools = [Tool.ComputerToolset()] }, [Echo("screenshot")]);

        result.Turns[0].Outcomes[0].Failure!.Message.Should().Be("There is no tool 'screenshot' of the toolset 'computer' here. There are: screenshot.");
        result.Turns[0].Outcomes[1].Failure.Should().BeNull();
    }

    [Fact]
    public async Task What_is_done_on_one_screen_is_done_in_the_order_of_the_calls()
    {
        _claude.Answers(Act("toolu_1", "a"), Act("toolu_2", "b"), Use("toolu_3"), Act("toolu_4", "c")).Answers(EmulatedAnswer.Text("Done."));

        await _claude.Client.RunToolsAsync(Question, [Echo(), Screen()]);

        _ran.Should().Equal("a", "a", "b", "b", "c", "c");
    }

    [Fact]
    public async Task What_comes_after_an_action_that_failed_is_not_done()
    {
        _claude.Answers(Act("toolu_1", "a"), Act("toolu_2", "fail"), Act("toolu_3", "b"), Use("toolu_4")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question, [Echo(), Screen()]);

        _ran.Should().Equal("a", "a", "fail");
        result.Turns[0].Outcomes.Select(static outcome => outcome.Result.IsError).Should().Equal(null, true, true, null);
        _claude.Result(1, 2, 2).GetProperty("toolset_name").GetString().Should().Be("computer");
    }

    [Fact]
    public void Only_a_toolset_that_the_caller_runs_is_one()
    {
        FluentActions.Invoking(() => ClaudeTool.ForToolset(Tool.McpToolset("server"), static (_, _) => null!)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ClaudeTool.ForToolset(Tool.Bash(), static (_, _) => null!)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => ClaudeTool.Create(Tool.BrowserToolset(), static (_, _) => null!)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_toolset_with_other_settings_is_the_same_toolset() =>
        Screen().WithDefinition(static tool => tool with { CacheControl = PromptCaching.Messages.CacheControl.OneHour }).Name.Should().Be("computer");

    public void Dispose() => _claude.Dispose();

    private static string Act(string id, string name, string input = "{}") =>
        $$"""{"type":"tool_use","id":"{{id}}","name":"{{name}}","input":{{input}},"toolset_name":"computer"}""";

    private ClaudeTool Screen() => ClaudeTool.ForToolset(Tool.ComputerToolset(), async (call, _) =>
    {
        _ran.Add(call.Name);
        await Task.Yield();
        _ran.Add(call.Name == "fail" ? throw new IOException("No screen.") : call.Name);
        return $"{call.Name} {call.Input}";
    });
}
