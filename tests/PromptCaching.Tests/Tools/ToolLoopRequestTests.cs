using PromptCaching.Messages;
using PromptCaching.Messages.Answers;
using PromptCaching.Messages.Settings;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class ToolLoopRequestTests
{
    private readonly List<MessageRequest> _asked = [];

    [Fact]
    public async Task The_requests_own_tools_lead_and_one_that_it_names_stays_in_its_place()
    {
        await RunAsync(Question with { Tools = [Tool.WebSearch(), Echo("b").Definition] }, [Echo("a"), Echo("b"), Echo("c")]);

        _asked[0].Tools!.Select(static tool => tool.Name).Should().Equal("web_search", "b", "a", "c");
    }

    [Fact]
    public async Task Without_tools_the_list_is_the_requests()
    {
        await RunAsync(Question, []);

        _asked[0].Tools.Should().BeNull();
    }

    [Fact]
    public Task Two_tools_of_one_name_are_refused() =>
        FluentActions.Awaiting(() => RunAsync(Question, [Echo(), Echo()])).Should().ThrowAsync<ArgumentException>().WithMessage("*'echo'*");

    [Fact]
    public async Task A_choice_that_forces_a_tool_holds_for_the_first_turn()
    {
        await RunAsync(Question with { ToolChoice = ToolChoice.Any }, [Echo()], Calling());

        _asked.Select(static request => request.ToolChoice?.Type).Should().Equal("any", null);
    }

    [Fact]
    public async Task One_tool_at_a_time_is_kept()
    {
        await RunAsync(Question with { ToolChoice = ToolChoice.ForTool("echo") with { DisableParallelToolUse = true } }, [Echo()], Calling());
        await RunAsync(Question with { ToolChoice = ToolChoice.Auto }, [Echo()], Calling());

        _asked.Select(static request => request.ToolChoice).Should().Equal(
            ToolChoice.ForTool("echo") with { DisableParallelToolUse = true },
            ToolChoice.Auto with { DisableParallelToolUse = true },
            ToolChoice.Auto,
            ToolChoice.Auto);
    }

    [Fact]
    public async Task Code_that_waits_for_a_tool_is_gone_on_with_in_its_container()
    {
        var skills = new RequestContainer { Skills = [] };

        await RunAsync(Question with { Container = skills }, [Echo()], Calling() with { Container = new AnswerContainer { Id = "container_1" } });

        _asked[0].Container.Should().Be(skills);
        _asked[1].Container.Should().Be(skills with { Id = "container_1" });
    }

    [Fact]
    public async Task The_callers_wishes_and_request_are_passed_on_unchanged()
    {
        var call = new ClaudeCall { Scope = "ada" };
        var client = new Batching.OwnClient((_, _) => Task.FromResult(Batching.OwnClient.Saying("Done.")));

        await client.RunToolsAsync(Question, [Echo()], null, call);

        client.Calls.Should().Equal(call);
        Question.Messages.Should().ContainSingle();
        Question.Tools.Should().BeNull();
    }

    private static Message Calling() =>
        new() { Content = [ToolCall.Of("echo")], StopReason = StopReason.ToolUse };

    private Task<ToolLoopResult> RunAsync(MessageRequest request, IReadOnlyList<ClaudeTool> tools, params Message[] answers)
    {
        var left = new Queue<Message>(answers);
        var client = new Batching.OwnClient((asked, _) =>
        {
            _asked.Add(asked);
            return Task.FromResult(left.TryDequeue(out var answer) ? answer : Batching.OwnClient.Saying("Done."));
        });
        return client.RunToolsAsync(request, tools);
    }
}
