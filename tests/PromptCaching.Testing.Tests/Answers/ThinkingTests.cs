using System.Text.Json.Nodes;
using PromptCaching.Testing.Tests.Endpoints;

namespace PromptCaching.Testing.Tests.Answers;

public sealed class ThinkingTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("""{"type":"enabled","budget_tokens":1024}""")]
    [InlineData("""{"type":"adaptive"}""")]
    [InlineData("""{"type":"adaptive","display":"summarized"}""")]
    public async Task An_answer_begins_with_its_thoughts(string thinking)
    {
        var model = thinking.Contains("enabled", StringComparison.Ordinal) ? "claude-sonnet-4-5" : Some.Model;
        var answer = await _server.AnswerAsync(Request(thinking).With("model", model));

        Types(answer).Should().Equal("thinking", "text");
        answer.GetProperty("content")[0].Text("thinking").Should().Contain("What now?");
        answer.GetProperty("content")[0].Text("signature").Should().NotBeEmpty();
        answer.GetProperty("usage").GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32()
            .Should().Be(_server.Emulator.Calls[0].Usage!.ThinkingTokens).And.BePositive();
    }

    [Theory]
    [InlineData("""{"type":"disabled"}""")]
    [InlineData("""{"type":"between_tools"}""")]
    [InlineData("null")]
    public async Task Without_thinking_there_are_none(string thinking)
    {
        var model = thinking.Contains("between_tools", StringComparison.Ordinal) ? "claude-sonnet-5-5" : Some.Model;
        var answer = await _server.AnswerAsync(Request(thinking).With("model", model));

        Types(answer).Should().Equal("text");
        _server.Emulator.Calls[0].Usage!.ThinkingTokens.Should().Be(0);
    }

    [Fact]
    public async Task Thoughts_that_are_omitted_leave_their_signature()
    {
        var request = Request("""{"type":"adaptive","display":"omitted"}""");
        var answer = await _server.AnswerAsync(request);
        var deltas = Sse.Parse((await _server.AskAsync(request.With("stream", true))).Body)
            .Where(static one => one.Event == "content_block_delta" && one.Data.Text("index") == "0");

        answer.GetProperty("content")[0].Text("thinking").Should().BeEmpty();
        deltas.Select(static one => one.Data.Text("delta", "type")).Should().Equal("signature_delta");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public async Task Thoughts_count_towards_max_tokens(int maximum)
    {
        var answer = await _server.AnswerAsync(Request("""{"type":"adaptive"}""").With("max_tokens", maximum));

        answer.Text("stop_reason").Should().Be("max_tokens");
        answer.GetProperty("usage").GetProperty("output_tokens").GetInt32().Should().Be(maximum);
    }

    private static JsonObject Request(string thinking) => Some.Request().User("What now?").With("thinking", JsonNode.Parse(thinking)).With("max_tokens", 2000);

    private static IEnumerable<string> Types(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("content").EnumerateArray().Select(static block => block.Text("type"));
}
