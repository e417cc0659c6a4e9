using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Settings;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;
using PromptCaching.Tools;
using static PromptCaching.Tests.Tools.LoopUnderTest;

namespace PromptCaching.Tests.Tools;

/// <summary>One model refused in the middle of its answer and another went on: what stands before the last <c>fallback</c> block is not the answer.</summary>
public sealed class RefusedAttemptTests : IDisposable
{
    private const string Fallback = """{"type":"fallback","from":{"model":"claude-opus-5"},"to":{"model":"claude-opus-4-8"}}""";

    private readonly LoopUnderTest _claude = new();

    [Fact]
    public async Task Only_the_calls_of_the_model_that_went_on_are_run()
    {
        _claude.Answers(Text("I begin."), Use("toolu_1"), Fallback, Text("I go on."), Use("toolu_2")).Answers(EmulatedAnswer.Text("Done."));

        var result = await _claude.Client.RunToolsAsync(Asking(), [Echo()]);

        result.Answer.Text.Should().Be("Done.");
        result.Turns[0].Outcomes.Select(static outcome => outcome.Call.Id).Should().Equal("toolu_2");
        _claude.Sent(1, 1).GetProperty("content").EnumerateArray().Select(static block => block.GetProperty("type").GetString())
            .Should().Equal("text", "fallback", "text", "tool_use");
    }

    [Fact]
    public async Task Calls_of_the_refused_attempt_alone_end_the_loop()
    {
        _claude.Answers(Use("toolu_1"), Fallback, Text("No."));

        var result = await _claude.Client.RunToolsAsync(Asking(), [Running("echo", static _ => throw new InvalidOperationException("It ran."))]);

        result.Turns.Should().ContainSingle().Which.Outcomes.Should().BeEmpty();
    }

    [Fact]
    public void Of_a_conversation_that_ends_with_such_an_answer_only_the_later_calls_are_taken_up()
    {
        var fallback = new FallbackBlock(new FallbackModelName { Model = "a" }, new FallbackModelName { Model = "b" });

        NextStep.LeftOver([InputMessage.Assistant((ContentBlock[])[ToolCall.Of("echo", id: "toolu_1"), fallback, ToolCall.Of("echo", id: "toolu_2")])])
            .Select(static call => call.Id).Should().Equal("toolu_2");
    }

    [Fact]
    public void Neither_thinking_nor_calls_of_it_go_back_and_nothing_else_is_left_out()
    {
        var answer = Message.Parse(("""
            {"role":"assistant","content":[
            {"type":"thinking","thinking":"a","signature":"s"},{"type":"redacted_thinking","data":"d"},{"type":"text","text":"b"},
            {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}},
            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]},
            {"type":"server_tool_use","id":"srvtoolu_2","name":"web_search","input":{}},
            {"type":"mcp_tool_use","id":"mcptoolu_1","name":"read","server_name":"notes","input":{}},
            """ + Fallback + """
            ,{"type":"thinking","thinking":"c","signature":"t"},{"type":"text","text":"e"}]}
            """).Utf8());

        answer.ToInputMessage().Content.Select(static block => block.Type).Should().Equal(
            "text", "server_tool_use", "web_search_tool_result", "fallback", "thinking", "text");
    }

    public void Dispose() => _claude.Dispose();

    private static MessageRequest Asking() => Question with { Fallbacks = RefusalFallbacks.Default, Betas = [ClaudeBetas.ServerSideFallback] };

    private static string Text(string text) => $$"""{"type":"text","text":"{{text}}"}""";
}
