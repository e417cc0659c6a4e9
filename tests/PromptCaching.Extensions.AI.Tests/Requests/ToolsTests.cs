using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Tests.Requests;

public sealed class ToolsTests
{
    [Fact]
    public void A_function_is_a_tool_with_its_schema() =>
        Tools(AIFunctionFactory.CreateDeclaration("weather", "Tells the weather.", Some.Json("""{"type":"object","properties":{"city":{"type":"string"}}}"""))).Should().Be(
            """[{"name":"weather","description":"Tells the weather.","input_schema":{"type":"object","properties":{"city":{"type":"string"}}}}]""");

    [Fact]
    public void A_function_says_what_the_api_knows_of_tools_among_its_additional_properties() =>
        Tools(AIFunctionFactory.Create(static () => 1, new AIFunctionFactoryOptions
        {
            Name = "late",
            AdditionalProperties = new Dictionary<string, object?> { ["strict"] = true, ["defer_loading"] = true, ["of_somebody_elses"] = 1 },
        })).Should().Contain("\"strict\":true,\"defer_loading\":true").And.NotContain("of_somebody_elses");

    [Fact]
    public void A_tool_of_claudes_own_is_sent_as_it_is() =>
        Tools(Tool.WebFetch(maxUses: 2).AsAITool(), Tool.Memory().AsAITool()).Should().Be(
            """[{"type":"web_fetch_20260318","name":"web_fetch","max_uses":2},{"type":"memory_20250818","name":"memory"}]""");

    [Fact]
    public void Hosted_tools_are_those_of_anthropic() =>
        Tools(new HostedWebSearchTool(new Dictionary<string, object?> { ["max_uses"] = 3, ["allowed_domains"] = Some.Json("""["example.org"]""") }), new HostedCodeInterpreterTool())
            .Should().Be(
                """[{"type":"web_search_20260318","name":"web_search","max_uses":3,"allowed_domains":["example.org"]},{"type":"code_execution_20260521","name":"code_execution"}]""");

    [Fact]
    public void Files_of_the_code_interpreter_are_ahead_of_the_first_question()
    {
        var options = new ChatOptions { Tools = [new HostedCodeInterpreterTool { Inputs = [new HostedFileContent("file_1")] }] };

        Mapped.Field(Mapped.Request([Some.User("Sum it up.")], options), "messages").Should().Be(
            """[{"role":"user","content":[{"type":"container_upload","file_id":"file_1"},{"type":"text","text":"Sum it up."}]}]""");
    }

    [Fact]
    public void An_mcp_server_is_named_with_its_tools_its_token_and_its_beta()
    {
        var tool = new HostedMcpServerTool("notes", "https://example.org/mcp")
        {
            AllowedTools = ["read"],
            ApprovalMode = HostedMcpServerToolApprovalMode.NeverRequire,
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer t0ken" },
        };
        var request = Mapped.Request([], new ChatOptions { Tools = [tool] });

        Mapped.Field(request, "mcp_servers").Should().Be("""[{"type":"url","url":"https://example.org/mcp","name":"notes","authorization_token":"t0ken"}]""");
        Mapped.Field(request, "tools").Should().Be(
            """[{"type":"mcp_toolset","mcp_server_name":"notes","default_config":{"enabled":false},"configs":{"read":{"enabled":true}}}]""");
        request.Betas.Should().Equal(ClaudeBetas.McpClient);
    }

    [Fact]
    public void What_an_mcp_server_cannot_be_told_is_refused()
    {
        Refused(new HostedMcpServerTool("notes", "https://example.org") { ApprovalMode = HostedMcpServerToolApprovalMode.AlwaysRequire }, "*NeverRequire*");
        Refused(new HostedMcpServerTool("notes", "https://example.org") { Headers = new Dictionary<string, string> { ["X-Team"] = "1" } }, "*X-Team*");
        Refused(new HostedMcpServerTool("notes", "connector_mail"), "*connector_mail*");
    }

    [Fact]
    public void A_tool_that_there_is_none_for_is_refused() => Refused(new HostedFileSearchTool(), "*AsAITool*");

    [Fact]
    public void The_choice_of_a_tool_is_sent()
    {
        Choice(ChatToolMode.Auto).Should().Be("""{"type":"auto"}""");
        Choice(ChatToolMode.None).Should().Be("""{"type":"none"}""");
        Choice(ChatToolMode.RequireAny).Should().Be("""{"type":"any"}""");
        Choice(ChatToolMode.RequireSpecific("weather")).Should().Be("""{"type":"tool","name":"weather"}""");
        Choice(null).Should().Be("absent");
        Choice(null, allowMultiple: false).Should().Be("""{"type":"auto","disable_parallel_tool_use":true}""");
        Choice(ChatToolMode.None, allowMultiple: false).Should().Be("""{"type":"none"}""");
    }

    [Fact]
    public void Without_tools_there_is_nothing_to_choose() => Mapped.Options(new ChatOptions { ToolMode = ChatToolMode.Auto, AllowMultipleToolCalls = false }).Should().Be("{}");

    [Fact]
    public async Task The_emulator_takes_all_of_them()
    {
        using var chat = new ChatUnderTest();
        var options = new ChatOptions
        {
            Tools = [AITools.Weather, new HostedWebSearchTool(), new HostedCodeInterpreterTool(), new HostedMcpServerTool("notes", "https://example.org/mcp") { AllowedTools = ["read"] }],
        };

        (await chat.Chat.GetResponseAsync("What now?", options)).FinishReason.Should().Be(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task A_tool_is_called_and_its_result_is_read()
    {
        using var chat = new ChatUnderTest();
        var options = new ChatOptions { Tools = [AITools.Weather], ToolMode = ChatToolMode.RequireSpecific("weather") };
        List<ChatMessage> messages = [Some.User("What is the weather in Rome?")];

        var turn = await chat.Chat.GetResponseAsync(messages, options);
        turn.FinishReason.Should().Be(ChatFinishReason.ToolCalls);
        var call = turn.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        messages.AddMessages(turn);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, await AITools.Weather.InvokeAsync(new AIFunctionArguments(call.Arguments)))]));
        options.ToolMode = ChatToolMode.Auto;
        var answer = await chat.Chat.GetResponseAsync(messages, options);

        answer.FinishReason.Should().Be(ChatFinishReason.Stop);
        chat.Sent.GetProperty("messages")[2].GetProperty("content")[0].GetProperty("content").GetString().Should().StartWith("Sunny in ");
    }

    private static string Tools(params AITool[] tools) => Mapped.Field(Mapped.Request([], new ChatOptions { Tools = tools }), "tools");

    private static string Choice(ChatToolMode? mode, bool? allowMultiple = null) =>
        Mapped.Field(Mapped.Request([], new ChatOptions { Tools = [AITools.Weather], ToolMode = mode, AllowMultipleToolCalls = allowMultiple }), "tool_choice");

    private static void Refused(AITool tool, string why) =>
        FluentActions.Invoking(() => Tools(tool)).Should().Throw<NotSupportedException>().WithMessage(why);
}
