using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Testing;
using PromptCaching.Tools;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class ToolChangesTests : IDisposable
{
    private readonly LoopUnderTest _claude = new();

    [Fact]
    public async Task A_tool_that_was_taken_away_is_not_run()
    {
        _claude.Answers(Use("toolu_1", "save"), Use("toolu_2")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(
            With(new ToolRemovalBlock(ToolTarget.Named("save"))), [Echo(), Running("save", static _ => throw new InvalidOperationException("It ran."))]);

        result.Turns[0].Outcomes[0].Failure!.Message.Should().Be("There is no tool 'save' here. There are: echo.");
        result.Turns[0].Outcomes[1].Failure.Should().BeNull();
        _claude.Calls[0].Json!.Value.GetProperty("tools").GetArrayLength().Should().Be(2, "the list leads the prompt, and never changes");
    }

    [Fact]
    public async Task A_call_that_the_conversation_ends_with_is_not_run_either()
    {
        var request = With(new ToolRemovalBlock(ToolTarget.Named("echo")));
        var asked = request with { Messages = [.. request.Messages, InputMessage.Assistant(ToolCall.Of("echo"))] };

        var result = await _claude.Client.RunToolsAsync(asked, [Echo()]);

        result.TakenUp.Should().ContainSingle().Which.Result.IsError.Should().BeTrue();
    }

    [Fact]
    public void The_last_word_on_a_tool_counts()
    {
        var changes = ToolChanges.In(With(
            new ToolRemovalBlock(ToolTarget.Named("a")),
            new ToolRemovalBlock(ToolTarget.Named("b")),
            new ToolAdditionBlock(ToolTarget.Named("a"))).Messages);

        changes.TakenAway.Should().Equal("b");
    }

    [Fact]
    public void Tools_of_servers_are_the_servers()
    {
        var changes = ToolChanges.In(With(
            new ToolRemovalBlock(ToolTarget.OfServer("notes", "echo")), new ToolRemovalBlock(ToolTarget.OfServer("notes"))).Messages);

        changes.TakenAway.Should().BeEmpty();
    }

    [Fact]
    public void Only_the_operator_changes_tools() =>
        ToolChanges.In([InputMessage.User(new ToolRemovalBlock(ToolTarget.Named("echo")))]).TakenAway.Should().BeEmpty();

    [Fact]
    public async Task A_tool_that_a_turn_brings_along_runs_and_is_not_listed_once_more()
    {
        _claude.Answers(Use("toolu_1", "late")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(With(new ToolAdditionBlock(ToolTarget.Of(Echo("late").Definition))), [Echo(), Echo("late")]);

        _claude.Calls[0].Json!.Value.GetProperty("tools").EnumerateArray().Select(static tool => tool.GetProperty("name").GetString()).Should().Equal("echo");
        result.Turns[0].Outcomes[0].Failure.Should().BeNull();
    }

    public void Dispose() => _claude.Dispose();

    private static MessageRequest With(params ContentBlock[] changes) => Question with
    {
        Messages = [.. Question.Messages, InputMessage.System(changes)],
        Betas = [ClaudeBetas.MidConversationToolChanges, ClaudeBetas.InlineTools],
    };
}
