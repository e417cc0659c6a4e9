using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class ExportTests
{
    [Fact]
    public async Task The_answers_that_were_given_most_often_come_first()
    {
        using var chain = new ChainUnderTest();
        foreach (var (number, times) in new[] { (1, 2), (2, 4), (3, 1), (4, 3) })
        {
            for (var time = 0; time < times; time++)
            {
                await chain.AskAsync(Question(number));
            }
        }

        var lines = await ExportAsync(chain, most: 3);

        lines.Select(line => line.Json().GetProperty("hits").GetInt32()).Should().Equal(3, 2, 1);
        lines[0].Json().GetProperty("request").GetRawText().Should().Be(Question(2));
    }

    [Fact]
    public async Task What_one_process_wrote_down_another_begins_with()
    {
        using var here = new ChainUnderTest();
        here.Emulator.Enqueue(EmulatedAnswer.Text("Grüße\n\"x\" \ud83d\ude00"));
        var pretty = Questions.Json.Replace(",", ",\r\n  ", StringComparison.Ordinal);
        var message = await here.AskAsync(pretty);
        var stream = await here.AskAsync(Question(1, isStream: true));
        var scoped = await here.AskAsync(Question(2), In("tenant"));
        var beta = await here.AskAsync(Question(3), Beta);

        using var there = new ChainUnderTest();
        there.Clock.Advance(TimeSpan.FromMinutes(10));
        using var file = new MemoryStream();
        (await here.Handler.ResponseCache.ExportAsync(file)).Should().Be(4);
        file.Position = 0;
        (await there.Handler.ResponseCache.WarmAsync(file)).Should().BeEquivalentTo(new { Stored = 4, Asked = 0, Known = 0 });

        (await there.AskAsync(Questions.Json)).Body.Should().Equal(message.Body);
        (await there.AskAsync(Question(1, isStream: true))).Body.Should().Equal(stream.Body);
        (await there.AskAsync(Question(2), In("tenant"))).Body.Should().Equal(scoped.Body);
        (await there.AskAsync(Question(3), Beta)).Body.Should().Equal(beta.Body);
        there.Upstream.Should().Be(0);
    }

    [Fact]
    public async Task The_time_that_is_left_and_the_tags_go_along()
    {
        using var here = new ChainUnderTest();
        await here.AskAsync(Questions.Json, request =>
            new ClaudeCall { Tags = ["t"], DependsOn = new Dictionary<string, string> { ["doc"] = "v1" }, TimeToLive = TimeSpan.FromSeconds(100) }.Set(request));
        here.Clock.Advance(TimeSpan.FromSeconds(40));
        var lines = await ExportAsync(here);

        lines.Should().ContainSingle().Which.Json().GetProperty("ttl_seconds").GetDouble().Should().Be(60);
        lines[0].Should().NotContain("scope");
        foreach (var clear in (Func<ChainUnderTest, Task>[])[
            async chain => await chain.Handler.Regions["response"].ClearTagAsync("t"),
            async chain => await chain.Handler.Regions["response"].SetContentAsync("doc", "v2"),
            chain =>
            {
                chain.Clock.Advance(TimeSpan.FromSeconds(60));
                return Task.CompletedTask;
            }])
        {
            using var there = new ChainUnderTest();
            await there.Handler.ResponseCache.WarmAsync(new MemoryStream(string.Join('\n', lines).Utf8()));
            there.Clock.Advance(TimeSpan.FromMilliseconds(1));
            (await there.AskAsync(Questions.Json)).IsHit.Should().BeTrue();

            await clear(there);

            (await there.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        }
    }

    [Fact]
    public async Task What_is_over_or_cleared_or_somebody_else_s_is_not_written()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Question(1), request => new ClaudeCall { TimeToLive = TimeSpan.FromSeconds(1) }.Set(request));
        await chain.AskAsync(Question(2), request => new ClaudeCall { Tags = ["t"] }.Set(request));
        await chain.AskAsync(Question(3), request => request.Headers.Add("x-api-key", "of-a-caller"));
        await chain.AskAsync(Question(4), request => request.RequestUri = new Uri("https://api.anthropic.com/v1/messages?beta=true"));
        await chain.AskAsync(Question(5));
        chain.Clock.Advance(TimeSpan.FromSeconds(1));
        await chain.Handler.Regions["response"].ClearTagAsync("t");

        (await ExportAsync(chain)).Should().ContainSingle().Which.Should().Contain("2 + 5");
    }

    [Fact]
    public async Task Alternatives_are_told_apart()
    {
        static void Three(ClaudeCachingOptions options) => options.ResponseCaching.AlternativeAnswers = 3;
        using var here = new ChainUnderTest(Three);
        while (here.Upstream < 3)
        {
            await here.AskAsync(Questions.Json);
        }

        var lines = await ExportAsync(here);
        lines.Should().HaveCount(3);
        using var there = new ChainUnderTest(Three);
        await there.Handler.ResponseCache.WarmAsync(new MemoryStream(string.Join('\n', lines).Utf8()));
        for (var time = 0; time < 20; time++)
        {
            (await there.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        }
    }

    [Fact]
    public async Task An_empty_cache_writes_nothing()
    {
        using var chain = new ChainUnderTest();

        (await ExportAsync(chain)).Should().BeEmpty();
        await chain.Invoking(it => it.Handler.ResponseCache.ExportAsync(Stream.Null, most: 0)).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    private static string Question(int number, bool isStream = false) =>
        (isStream ? Questions.Stream : Questions.Json).Replace("2 + 2", $"2 + {number}", StringComparison.Ordinal);

    private static Action<HttpRequestMessage> In(string scope) => request => new ClaudeCall { Scope = scope }.Set(request);

    private static void Beta(HttpRequestMessage request) => request.Headers.Add("anthropic-beta", "context-1m-2025-08-07");

    private static async Task<string[]> ExportAsync(ChainUnderTest chain, int most = 1000)
    {
        using var file = new MemoryStream();
        var count = await chain.Handler.ResponseCache.ExportAsync(file, most);
        var lines = file.ToArray().Utf8().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().HaveCount(count);
        return lines;
    }
}
