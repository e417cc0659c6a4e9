using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Schemas;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

public sealed class ToolLoopTests : IDisposable
{
    private readonly LoopUnderTest _claude = new();

    [Fact]
    public async Task Tools_run_until_the_model_has_its_answer()
    {
        _claude.Answers(Use("toolu_1", input: """{"n":1}""")).Answers(Use("toolu_2", input: """{"n":2}""")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question, [Echo()]);

        result.Answer.Text.Should().Be("Done.");
        result.Turns.Select(static turn => turn.Outcomes.Count).Should().Equal(1, 1, 0);
        result.Messages.Select(static message => message.Role.Value).Should().Equal("user", "assistant", "user", "assistant", "user", "assistant");
        _claude.Result(2, 4).GetRawText().Should().StartWith("""{"type":"tool_result","tool_use_id":"toolu_2","content":"{\"n\":2}",""");
    }

    [Fact]
    public async Task Results_go_back_in_one_turn_in_the_order_of_the_calls()
    {
        var second = new TaskCompletionSource<string>();
        var first = Running("first", async _ => "1 after " + await second.Task);
        var last = Running("second", _ =>
        {
            second.SetResult("2");
            return second.Task;
        });
        _claude.Answers(Use("toolu_1", "first"), Use("toolu_2", "second")).Answers(EmulatedAnswer.Text("Done."));

        await _claude.Client.RunToolsAsync(Question, [first, last]);

        _claude.Sent(1, 2).GetProperty("content").EnumerateArray().Select(static block => block.GetProperty("content").GetString())
            .Should().Equal("1 after 2", "2");
    }

    [Fact]
    public async Task With_one_at_a_time_tools_run_in_the_order_of_the_calls()
    {
        var order = new List<string>();
        ClaudeTool[] tools = [.. new[] { "a", "b", "c" }.Select(name => Running(name, async _ =>
        {
            order.Add(name);
            await Task.Yield();
            order.Add(name);
            return "";
        }))];
        _claude.Answers(Use("toolu_1", "b"), Use("toolu_2", "c"), Use("toolu_3", "a")).Answers(EmulatedAnswer.Text("Done."));

        await _claude.Client.RunToolsAsync(Question, tools, new ToolLoopOptions { MaxParallel = 1 });

        order.Should().Equal("b", "b", "c", "c", "a", "a");
    }

    [Fact]
    public async Task Answers_go_back_exactly_as_they_came()
    {
        const string thinking = """{"type":"thinking","thinking":"Hm.","signature":"c2lnbmVk"}""";
        const string use = """{"type":"tool_use","id":"toolu_1","name":"echo","input":{"z":1,"a":{"y":1.0,"b":"\u00e9"}}}""";
        _claude.Answers(thinking, """{"type":"text","text":"Let me see."}""", use).Answers(EmulatedAnswer.Text("Done."));

        await _claude.Client.RunToolsAsync(Question, [Echo()]);

        _claude.Result(1, 1, 0).GetProperty("signature").GetString().Should().Be("c2lnbmVk");
        _claude.Result(1, 1, 2).GetProperty("input").EnumerateObject().Select(static field => field.Name).Should().Equal("z", "a");
        _claude.Result(1, 1, 2).GetProperty("input").GetRawText().Should().Contain("1.0");
    }

    [Fact]
    public async Task Each_turn_reads_from_the_prompt_cache_what_the_turn_before_it_wrote()
    {
        for (var turn = 1; turn <= 4; turn++)
        {
            _claude.Answers(Use($"toolu_{turn}", input: $$"""{"text":"{{new string('x', 3000)}}"}"""));
        }

        var result = await _claude.Client.RunToolsAsync(Question, [Echo("other"), Echo()]);

        _claude.Calls.Should().HaveCount(5);
        _claude.Calls.ShouldHaveAStablePrefix();
        for (var call = 1; call < _claude.Calls.Count; call++)
        {
            var before = _claude.Calls[call - 1].Usage!;
            _claude.Calls[call].Usage!.ReadTokens.Should().Be(before.ReadTokens + before.Written5mTokens).And.BeGreaterThan(before.ReadTokens);
        }

        result.Reports.Should().HaveCount(5);
        result.Cost.Should().BeApproximately(_claude.Calls.Sum(static call => call.CostUsd!.Value), 0.000001m);
    }

    [Fact]
    public async Task The_conversation_can_be_gone_on_with()
    {
        _claude.Answers(Use("toolu_1")).Answers(EmulatedAnswer.Text("Rain.")).Answers(EmulatedAnswer.Text("Snow."));

        var first = await _claude.Client.RunToolsAsync(Question, [Echo()]);
        var second = await _claude.Client.RunToolsAsync(Question with { Messages = [.. first.Messages, InputMessage.User("And tomorrow?")] }, [Echo()]);

        second.Answer.Text.Should().Be("Snow.");
        second.Messages.Should().HaveCount(6);
        _claude.Calls.ShouldHaveAStablePrefix();
    }

    [Fact]
    public async Task A_pause_of_the_models_is_gone_on_from()
    {
        _claude.Answers(EmulatedAnswer.Content(
            """[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"weather"}}]""").WithStopReason("pause_turn"))
            .Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question with { Tools = [Tool.WebSearch()] }, [Echo()]);

        result.Answer.Text.Should().Be("Done.");
        result.Turns.Should().HaveCount(2);
        _claude.Calls[1].Json!.Value.GetProperty("messages").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Calls_in_an_answer_that_was_cut_are_not_run()
    {
        _claude.Answers(EmulatedAnswer.Content($"[{Use("toolu_1")}]").WithStopReason("max_tokens"));

        var result = await _claude.Client.RunToolsAsync(Question, [Running("echo", _ => throw new InvalidOperationException("It ran."))]);

        result.Answer.StopReason.Should().Be(StopReason.MaxTokens);
        result.Turns.Should().ContainSingle().Which.Outcomes.Should().BeEmpty();
    }

    [Fact]
    public async Task The_last_answer_can_be_a_value()
    {
        _claude.Answers(Use("toolu_1")).Answers(EmulatedAnswer.Text("""{"name":"Ulm","people":1,"river":null}"""));

        var result = await _claude.Client.RunToolsAsync(
            Question with { OutputConfig = new() { Format = StructuredOutput.FormatOf(SomeTypes.Default.City) } }, [Echo()]);

        StructuredOutput.Read(result.Answer, SomeTypes.Default.City).Should().Be(new City("Ulm", 1, null));
    }

    [Fact]
    public async Task Progress_is_told_turn_by_turn()
    {
        var told = new List<ToolTurn>();
        _claude.Answers(Use("toolu_1")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Question, [Echo()], new ToolLoopOptions { Progress = new Listing(told) });

        told.Should().Equal(result.Turns);
        told[0].Outcomes[0].Call.Name.Should().Be("echo");
        told[0].Report!.Cost.Should().BePositive();
    }

    [Fact]
    public async Task An_answer_without_content_is_no_turn_of_the_conversation()
    {
        var client = new Batching.OwnClient((_, _) => Task.FromResult(new Message { StopReason = StopReason.EndTurn }));

        var result = await client.RunToolsAsync(Question, []);

        result.Messages.Should().Equal(Question.Messages);
        result.Reports.Should().BeEmpty();
        result.Cost.Should().BeNull();
    }

    public void Dispose() => _claude.Dispose();

    private sealed class Listing(List<ToolTurn> told) : IProgress<ToolTurn>
    {
        public void Report(ToolTurn value) => told.Add(value);
    }
}
