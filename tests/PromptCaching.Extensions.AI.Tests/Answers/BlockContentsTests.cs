using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Tests.Answers;

public sealed class BlockContentsTests
{
    [Fact]
    public void Citations_are_annotations()
    {
        var text = Of<TextContent>(
            """{"type":"text","text":"So.","citations":[{"type":"web_search_result_location","cited_text":"it is","url":"https://example.org/a","title":"A","encrypted_index":"x"}]}""");

        var citation = text.Annotations.Should().ContainSingle().Which.Should().BeOfType<CitationAnnotation>().Subject;
        citation.Url.Should().Be(new Uri("https://example.org/a"));
        citation.Title.Should().Be("A");
        citation.Snippet.Should().Be("it is");
        citation.RawRepresentation.Should().BeOfType<Citation>();
    }

    [Fact]
    public void A_web_search_says_what_was_sought_and_found()
    {
        Of<WebSearchToolCallContent>("""{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}}""").Queries.Should().Equal("x");
        Of<WebSearchToolResultContent>(
            """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://example.org/a","title":"A","encrypted_content":"e"}]}""")
            .Outputs.Should().ContainSingle().Which.Should().BeOfType<UriContent>().Which.Uri.Should().Be(new Uri("https://example.org/a"));
        Of<WebSearchToolResultContent>(
            """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":{"type":"web_search_tool_result_error","error_code":"max_uses_exceeded"}}""")
            .Outputs.Should().ContainSingle().Which.Should().BeOfType<ErrorContent>().Which.ErrorCode.Should().Be("max_uses_exceeded");
    }

    [Fact]
    public void Code_that_was_run_says_what_it_wrote()
    {
        Of<CodeInterpreterToolCallContent>("""{"type":"server_tool_use","id":"srvtoolu_1","name":"bash_code_execution","input":{"command":"ls"}}""")
            .Inputs.Should().ContainSingle().Which.Should().BeOfType<DataContent>();
        var outputs = Of<CodeInterpreterToolResultContent>(
            """{"type":"bash_code_execution_tool_result","tool_use_id":"srvtoolu_1","content":{"type":"bash_code_execution_result","stdout":"a","stderr":"b","return_code":1,"content":[{"type":"bash_code_execution_output","file_id":"file_1"}]}}""")
            .Outputs!;

        outputs.OfType<TextContent>().Single().Text.Should().Be("a");
        outputs.OfType<ErrorContent>().Single().ErrorCode.Should().Be("1");
        outputs.OfType<HostedFileContent>().Single().FileId.Should().Be("file_1");
    }

    [Fact]
    public void A_tool_of_an_mcp_server_says_which_and_what()
    {
        var call = Of<McpServerToolCallContent>("""{"type":"mcp_tool_use","id":"mcptoolu_1","name":"read","server_name":"notes","input":{"page":1}}""");
        call.ServerName.Should().Be("notes");
        call.Arguments.Should().ContainKey("page");
        Of<McpServerToolResultContent>("""{"type":"mcp_tool_result","tool_use_id":"mcptoolu_1","is_error":false,"content":[{"type":"text","text":"Hi."}]}""")
            .Outputs.Should().ContainSingle().Which.Should().BeOfType<TextContent>();
    }

    [Fact]
    public void Arguments_that_were_cut_say_so_and_go_back_as_they_came()
    {
        const string Cut = """{"type":"tool_use","id":"toolu_1","name":"weather","input":"{\"city\":\"Ro"}""";

        var call = Of<FunctionCallContent>(Cut);

        call.Arguments.Should().BeNull();
        call.Exception.Should().NotBeNull();
        Mapped.Blocks(Some.Assistant(call)).Should().Be($"[{Cut}]");
    }

    [Fact]
    public void Arguments_that_somebody_changed_go_back_as_they_are_now()
    {
        var call = Of<FunctionCallContent>("""{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Rome"},"caller":{"type":"direct"}}""");
        call.Arguments!["city"] = "[removed]";

        Mapped.Blocks(Some.Assistant(call)).Should().Be("""[{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"[removed]"}}]""");
    }

    [Fact]
    public void A_block_of_the_future_is_kept()
    {
        const string Future = """{"type":"hologram","x":{"b":1,"a":2}}""";

        Mapped.Blocks(Some.Assistant(Of<AIContent>(Future))).Should().Be($"[{Future}]");
    }

    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("refusal", "content_filter")]
    [InlineData("pause_turn", "pause_turn")]
    [InlineData("of_the_future", "of_the_future")]
    public void Every_stop_reason_is_a_finish_reason(string stop, string finish) => FinishReasons.From(new StopReason(stop))!.Value.Value.Should().Be(finish);

    [Fact]
    public void An_unknown_usage_is_no_usage() => UsageCounts.From(Usage.Unknown).Should().BeNull();

    private static T Of<T>(string block)
        where T : AIContent =>
        BlockContents.Of(WireElement.Read<ContentBlock>(Some.Json(block))).Should().BeOfType<T>().Subject;
}
