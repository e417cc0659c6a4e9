using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Client;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting;

public sealed class CallReportTests
{
    private static readonly MessageRequest _question = MessageRequest.From("What does it cost?", "A rule of the house. ");

    [Fact]
    public async Task A_hit_is_billed_nothing_and_saves_all_that_it_would_have_cost()
    {
        await using var claude = new ClaudeUnderTest();
        var paid = (await claude.Client.CreateMessageAsync(_question)).GetCallReport()!;
        claude.Clock.Advance(TimeSpan.FromMinutes(10));

        var hit = (await claude.Client.CreateMessageAsync(_question)).GetCallReport()!;

        hit.Should().BeEquivalentTo(new
        {
            Source = CallSource.ResponseCache,
            Age = TimeSpan.FromMinutes(10),
            Attempts = 0,
            Usage = new TokenUsage(),
            Cost = 0m,
            paid.CostWithoutCaching,
            paid.MessageId,
            paid.RequestId,
            paid.Model,
            IsComplete = true,
        });
        hit.Saved.Should().Be(paid.CostWithoutCaching);
    }

    [Fact]
    public async Task Every_call_ends_in_one_report_whatever_happens()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureRetrying(options => options.Enabled = false));
        claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        claude.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());
        claude.Emulator.Enqueue(EmulatedAnswer.Text("Cut."));
        for (var call = 0; call < 2; call++)
        {
            await ((Func<Task>)(() => claude.Client.CreateMessageAsync(_question))).Should().ThrowAsync<Exception>();
        }

        await using (await claude.Client.StreamMessageAsync(_question))
        {
        }

        claude.Reports.Should().HaveCount(3).And.OnlyContain(report => report.IsComplete && report.Attempts == 1);
        claude.Reports.Should().OnlyContain(report => report.Cost == null, "what nobody counted is unknown");
    }

    [Fact]
    public async Task A_call_lasts_until_its_answer_was_read_to_the_end()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureResponseCaching(options => options.Enabled = false));
        await using var stream = await claude.Client.StreamMessageAsync(_question);
        claude.Clock.Advance(TimeSpan.FromSeconds(7));
        await stream.GetFinalMessageAsync();

        var report = claude.Reports.Should().ContainSingle().Subject;
        report.TimeToFirstByte.Should().Be(TimeSpan.Zero);
        report.Duration.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Calls_with_one_system_prompt_have_one_prefix_hash_and_hits_have_none()
    {
        await using var claude = new ClaudeUnderTest();
        var reports = new List<CallReport>();
        foreach (var (text, system) in new[] { ("One", "Rules. "), ("Two", "Rules. "), ("Two", "Other rules. "), ("Two", "Rules. ") })
        {
            reports.Add((await claude.Client.CreateMessageAsync(MessageRequest.From(text, system))).GetCallReport()!);
        }

        reports[0].PrefixHash.Should().HaveLength(16).And.Be(reports[1].PrefixHash).And.NotBe(reports[2].PrefixHash);
        reports[3].PrefixHash.Should().BeNull();
    }

    [Fact]
    public async Task The_report_is_on_the_response_of_any_client()
    {
        await using var claude = new ClaudeUnderTest(primary: new Scripted(_ => new HttpResponseMessage
        {
            Content = new StringContent("""{"type":"message","model":"claude-sonnet-5-5","usage":{"input_tokens":5,"output_tokens":1}}"""),
        }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
        {
            Content = new StringContent("""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Hi"}]}"""),
        };

        using var response = await claude.Http.SendAsync(request);

        response.GetCallReport()!.Usage.Should().Be(new TokenUsage { Input = 5, Output = 1 });
        request.Content.Should().BeOfType<StringContent>("what the caller gave us stays as it was");
    }

    [Fact]
    public async Task Our_breakpoints_are_in_the_report()
    {
        await using var claude = new ClaudeUnderTest();
        var document = string.Concat(Enumerable.Repeat("A sentence of the document that everything is about. ", 200));

        var report = (await claude.Client.CreateMessageAsync(MessageRequest.From("What?", document))).GetCallReport()!;

        report.AddedBreakpoints.Should().Equal("system.0", "messages.0.content.0");
        report.Saved.Should().BeNegative("a write has not paid for itself yet");
    }

    [Fact]
    public async Task Without_both_caches_a_call_costs_what_the_report_says_it_would_have()
    {
        await using var claude = new ClaudeUnderTest();
        var document = string.Concat(Enumerable.Repeat("A sentence of the document that everything is about. ", 200));
        var question = MessageRequest.From("What?", document);
        var cached = (await claude.Client.CreateMessageAsync(question)).GetCallReport()!;

        var plain = (await claude.Client.CreateMessageAsync(
            question, new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass, CacheControl = CacheControlMode.AsSent })).GetCallReport()!;

        plain.Cost.Should().Be(cached.CostWithoutCaching).And.Be(plain.CostWithoutCaching);
        plain.Saved.Should().Be(0);
    }

    [Fact]
    public async Task A_body_that_the_api_would_never_take_is_refused_before_it_is_copied()
    {
        await using var claude = new ClaudeUnderTest();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages") { Content = new StringContent("{}") };
        request.Content.Headers.ContentLength = 65L * 1024 * 1024;

        await ((Func<Task>)(() => claude.Http.SendAsync(request))).Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*32 MB*");
    }

    [Fact]
    public async Task A_body_that_the_api_would_never_take_is_refused_without_an_announced_length_too()
    {
        await using var claude = new ClaudeUnderTest();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
        {
            Content = new ByteArrayContent(new byte[65 * 1024 * 1024]),
        };

        await ((Func<Task>)(() => claude.Http.SendAsync(request))).Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*32 MB*");
    }

    [Theory]
    [InlineData("string")]
    [InlineData("stream")]
    [InlineData("json")]
    public async Task A_request_that_is_sent_twice_has_its_body_twice(string kind)
    {
        const string Body = """{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Hi"}]}""";
        var emulator = new ClaudeEmulator();
        using var invoker = new HttpMessageInvoker(ClaudeCachingHandler.Create(
            new ClaudeCachingOptions { Client = { ApiKey = "k" }, ResponseCaching = { Enabled = false }, CacheControl = { Enabled = false } }, emulator));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
        {
            Content = kind switch
            {
                "string" => new StringContent(Body),
                "stream" => new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(Body))),
                _ => JsonContent.Create(JsonSerializer.Deserialize<JsonElement>(Body)),
            },
        };

        for (var pass = 0; pass < 2; pass++)
        {
            using var response = await invoker.SendAsync(request, CancellationToken.None);
        }

        emulator.Calls.Select(call => Encoding.UTF8.GetString(call.Body.Span)).Should().Equal(Body, Body);
    }

    [Fact]
    public async Task A_compressed_answer_is_unknown_but_not_a_failure()
    {
        await using var claude = new ClaudeUnderTest(primary: new Scripted(() =>
        {
            var content = new ByteArrayContent([0x1f, 0x8b, 0, 0]);
            content.Headers.ContentEncoding.Add("gzip");
            return new HttpResponseMessage { Content = content };
        }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages") { Content = new StringContent("{}") };

        using var response = await claude.Http.SendAsync(request);

        response.GetCallReport().Should().BeEquivalentTo(new { Source = CallSource.Api, Error = (string?)null, Usage = (TokenUsage?)null, IsComplete = true });
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_buffered_within_the_same_limit()
    {
        await using var claude = new ClaudeUnderTest();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages") { Content = new StreamContent(new Endless()) };

        await ((Func<Task>)(() => claude.Http.SendAsync(request))).Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*32 MB*");
        claude.Reports.Should().ContainSingle(report => report.Error == "refused");
    }

    [Fact]
    public void A_report_says_itself_in_one_line() =>
        new CallReport { Source = CallSource.Api, Model = "m", Usage = new TokenUsage { Input = 1, CacheRead = 2, Output = 3 }, Cost = 0.0005m, CostWithoutCaching = 0.001m }
            .ToString().Should().Be("Api: m, attempts 0, input 1, written 0, read 2, output 3, cost 0.0005 USD, saved 0.0005 USD");

    [Fact]
    public async Task A_refused_call_says_who_refused_it_and_that_it_used_nothing()
    {
        using var chain = new ChainUnderTest(options => options.Budgets.Add(new Budget { Name = "month", Usd = 0m }));

        await ((Func<Task>)(() => chain.AskAsync("""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Hi"}]}""")))
            .Should().ThrowAsync<ClaudeRefusedException>();

        chain.Loggers.Lines.Should().Contain(static line => line.Contains("refused here (budget month), so this call used nothing"));
        chain.Loggers.Lines.Should().Contain(static line => line.StartsWith("Warning: The budget month refuses", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_price_is_said_once_for_each_model()
    {
        var log = new Lines();
        var completion = new CallCompletion(() => ModelCatalog.Default, []);
        for (var call = 0; call < 3; call++)
        {
            completion.Complete(new CallReport { Model = "a-model-of-tomorrow", Usage = new TokenUsage { Input = 1 } }, log);
        }

        log.Warnings.Should().ContainSingle().Which.Should().Contain("a-model-of-tomorrow").And.Contain("AddModels");
    }

    private sealed class Endless : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
