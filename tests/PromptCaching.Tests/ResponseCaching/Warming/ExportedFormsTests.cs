using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class ExportedFormsTests
{
    [Theory]
    [InlineData(2, 1, System.Text.Json.JsonValueKind.Object)]
    [InlineData(1, 3, System.Text.Json.JsonValueKind.String)]
    public async Task The_form_that_was_given_most_often_is_written_with_the_hits_of_both(int messages, int streams, System.Text.Json.JsonValueKind kind)
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);
        for (var time = 0; time < messages; time++)
        {
            await chain.AskAsync(Questions.Json);
        }

        for (var time = 0; time < streams; time++)
        {
            await chain.AskAsync(Questions.Stream);
        }

        var line = (await ExportAsync(chain)).Json();
        line.GetProperty("response").ValueKind.Should().Be(kind);
        line.GetProperty("hits").GetInt32().Should().Be(messages + streams);
    }

    [Fact]
    public async Task Headers_that_make_another_question_go_along_and_no_others()
    {
        using var chain = new ChainUnderTest(
            static options => options.ResponseCaching.KeyHeaders = ["x-region"],
            new ScriptedServer("""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{}}"""));
        await chain.AskAsync(Questions.Json, static request =>
        {
            request.Headers.Add("anthropic-version", "2023-01-01");
            request.Headers.Add("anthropic-beta", "some-beta");
            request.Headers.Add("x-region", "eu:1");
            request.Headers.Add("anthropic-odd", "o");
            request.Headers.Add("x-trace", "t");
        });
        (await ExportAsync(chain)).Json().GetProperty("headers").GetRawText().Should().Be(
            """{"anthropic-version":"2023-01-01","anthropic-beta":"some-beta","anthropic-odd":"o","x-region":"eu:1"}""");
    }

    [Fact]
    public async Task Labels_go_along_without_that_of_the_scope_and_the_first_alternative_without_its_number()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json, static request => new ClaudeCall { Scope = "s", Tags = ["t"] }.Set(request));
        var line = (await ExportAsync(chain)).Json();
        line.GetProperty("labels").EnumerateArray().Should().ContainSingle().Which.GetString().Should().HaveLength(16);
        line.TryGetProperty("alternative", out _).Should().BeFalse();
        line.TryGetProperty("headers", out _).Should().BeFalse();
        line.GetProperty("scope").GetString().Should().Be("s");
    }

    [Fact]
    public async Task No_more_are_written_than_was_said()
    {
        using var chain = new ChainUnderTest();
        for (var number = 0; number < 3; number++)
        {
            await chain.AskAsync(Questions.Json.Replace("2 + 2", $"2 + {number}", StringComparison.Ordinal));
        }

        foreach (var (most, written) in ((int, int)[])[(1, 1), (2, 2), (3, 3), (4, 3)])
        {
            (await chain.Handler.ResponseCache.ExportAsync(Stream.Null, most)).Should().Be(written);
        }
    }

    [Fact]
    public async Task An_answer_is_written_to_the_last_tick_of_its_time()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        (await ExportAsync(chain)).Json().GetProperty("ttl_seconds").GetDecimal().Should().Be(0.0000001m);
        chain.Clock.Advance(TimeSpan.FromTicks(1));
        (await ExportAsync(chain)).Should().BeEmpty();
    }

    private static async Task<string> ExportAsync(ChainUnderTest chain)
    {
        using var file = new MemoryStream();
        await chain.Handler.ResponseCache.ExportAsync(file);
        return file.ToArray().Utf8();
    }
}
