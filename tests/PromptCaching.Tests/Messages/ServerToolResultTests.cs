using System.Text.Json;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tests.Messages;

/// <summary>What tools of the API bring is read without walking through JSON, and what is not of that kind reads as nothing.</summary>
public sealed class ServerToolResultTests
{
    [Fact]
    public void A_search_has_its_pages()
    {
        var result = Result("web_search_tool_result", """[{"type":"web_search_result","title":"Four","url":"https://example.org/4","page_age":"1 day"}]""");

        result.GetSearchResults().Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Title = "Four", Url = "https://example.org/4", PageAge = "1 day" });
        HoldsNothing(result, except: "pages");
    }

    [Fact]
    public void A_fetch_has_its_page()
    {
        var result = Result(
            "web_fetch_tool_result",
            """{"type":"web_fetch_result","url":"https://example.org/4","retrieved_at":"2026-11-20T10:00:00Z","content":{"type":"document","source":{"type":"text","media_type":"text/plain","data":"4"}}}""");

        result.GetFetchedPage().Should().BeEquivalentTo(new { Url = "https://example.org/4", RetrievedAt = "2026-11-20T10:00:00Z" });
        result.GetFetchedPage()!.Content.Should().BeOfType<DocumentBlock>().Which.Source.Data.Should().Be("4");
        HoldsNothing(result, except: "page");
    }

    [Fact]
    public void Code_has_its_output()
    {
        var result = Result("code_execution_tool_result", """{"type":"code_execution_result","return_code":3,"stdout":"4\n","stderr":"no","content":[]}""");

        result.GetCodeOutput().Should().BeEquivalentTo(new { ReturnCode = 3, Stdout = "4\n", Stderr = "no" });
        HoldsNothing(result, except: "output");
    }

    [Fact]
    public void A_tool_search_has_the_names_that_it_found()
    {
        var result = Result(
            "tool_search_tool_result",
            """{"type":"tool_search_tool_search_result","tool_references":[{"type":"tool_reference","tool_name":"a"},{"type":"tool_reference","tool_name":"b"}]}""");

        result.GetFoundTools().Should().Equal("a", "b");
        HoldsNothing(result, except: "tools");
    }

    [Fact]
    public void A_failure_has_its_code()
    {
        var result = Result("web_search_tool_result", """{"type":"web_search_tool_result_error","error_code":"max_uses_exceeded"}""");

        result.ErrorCode.Should().Be("max_uses_exceeded");
        HoldsNothing(result, except: "error");
    }

    private static ServerToolResultBlock Result(string type, string content) =>
        new(type, "srvtoolu_1", JsonDocument.Parse(content).RootElement);

    private static void HoldsNothing(ServerToolResultBlock result, string except)
    {
        (result.GetSearchResults().Count > 0).Should().Be(except == "pages");
        (result.GetFetchedPage() is not null).Should().Be(except == "page");
        (result.GetCodeOutput() is not null).Should().Be(except == "output");
        (result.GetFoundTools().Count > 0).Should().Be(except == "tools");
        (result.ErrorCode is not null).Should().Be(except == "error");
    }
}
