using System.Text;
using System.Text.Json;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class UsageExportTests
{
    private const string Question = """{"model":"claude-sonnet-5-5","max_tokens":100,"messages":[{"role":"user","content":"What does it cost?"}]}""";

    [Fact]
    public async Task Json_has_sums_and_every_entry()
    {
        using var chain = new ChainUnderTest();
        await AskTwiceAsync(chain);
        using var written = new MemoryStream();
        await chain.Handler.Usage.WriteJsonAsync(written);

        var json = JsonDocument.Parse(written.ToArray()).RootElement;

        json.GetProperty("total").GetProperty("hits").GetInt32().Should().Be(1);
        json.GetProperty("total").GetProperty("cost").GetDecimal().Should().Be(chain.Handler.Usage.Total.Cost);
        json.GetProperty("byScope").GetProperty("team, \"a\"").GetProperty("attempts").GetInt32().Should().Be(1);
        json.GetProperty("byDay").EnumerateObject().Should().ContainSingle();
        json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("source").GetString()).Should().Equal("Api", "ResponseCache");
    }

    [Fact]
    public async Task Csv_has_a_line_of_names_and_one_for_every_entry_with_its_texts_quoted()
    {
        using var chain = new ChainUnderTest();
        await AskTwiceAsync(chain);
        using var written = new MemoryStream();
        await chain.Handler.Usage.WriteCsvAsync(written);

        var lines = Encoding.UTF8.GetString(written.ToArray()).TrimEnd('\n').Split('\n');

        lines.Should().HaveCount(3);
        lines[0].Should().StartWith("at,source,requestId,messageId,model,scope,tags,knowledge,input");
        lines[1].Should().StartWith("2026-01-01T00:00:00.0000000Z,Api,req_").And.Contain("\"team, \"\"a\"\"\",chat beta,Known,");
        lines[2].Should().Contain(",ResponseCache,").And.Contain(",0,0,0,0,0,0,0,0,");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=cmd(\"a\",1)", "\"'=cmd(\"\"a\"\",1)\"")]
    [InlineData("a=1", "a=1")]
    public async Task A_text_that_a_spreadsheet_would_run_is_only_text(string tag, string cell)
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Question, request => new ClaudeCall { Tags = [tag] }.Set(request));
        using var written = new MemoryStream();
        await chain.Handler.Usage.WriteCsvAsync(written);

        Encoding.UTF8.GetString(written.ToArray()).Should().Contain($",{cell},Known,");
    }

    private static async Task AskTwiceAsync(ChainUnderTest chain)
    {
        for (var call = 0; call < 2; call++)
        {
            await chain.AskAsync(Question, request => new ClaudeCall { Scope = "team, \"a\"", Tags = ["chat", "beta"] }.Set(request));
        }
    }
}
