using System.Net;
using PromptCaching.Retrying;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying.Limits;

public sealed class AttemptTimesTests
{
    private const string Stream = """{"model":"claude-sonnet-5-5","stream":true,"max_tokens":1,"messages":[{"role":"user","content":"?"}]}""";
    private const string Whole = """{"model":"claude-sonnet-5-5","max_tokens":64000,"messages":[{"role":"user","content":"?"}]}""";
    private const string Content = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"So"}}""";

    [Fact]
    public async Task A_generation_of_half_an_hour_succeeds_with_the_defaults()
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions());
        var asking = chain.AskAsync(Whole);

        chain.Clock.Advance(TimeSpan.FromMinutes(30));
        silent.Answer("""{"id":"msg_1","type":"message","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""");

        (await asking).Status.Should().Be(200);
        silent.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task A_stream_that_does_not_begin_is_left_and_the_attempt_may_have_been_billed()
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions { MaxRetries = 0 });
        var asking = chain.AskAsync(Stream);

        chain.Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        asking.IsCompleted.Should().BeFalse();
        chain.Clock.Advance(TimeSpan.FromSeconds(1));

        (await asking.Invoking(it => it).Should().ThrowAsync<HttpRequestException>()).WithMessage("*FirstByteTimeout*");
        chain.Loggers.Lines.Should().Contain(line => line.Contains("no answer in time", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "https://api.anthropic.com/v1/messages/batches", "AnswerTimeout")]
    [InlineData("POST", "https://api.anthropic.com/v1/messages/count_tokens", "FirstByteTimeout")]
    [InlineData("GET", "https://api.anthropic.com/v1/models", "FirstByteTimeout")]
    public async Task What_comes_whole_has_longer_than_what_is_looked_up(string method, string address, string option)
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions { MaxRetries = 0 });
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        var asking = chain.Http.SendAsync(request);

        chain.Clock.Advance(TimeSpan.FromMinutes(5));
        if (option == "AnswerTimeout")
        {
            asking.IsCompleted.Should().BeFalse();
            chain.Clock.Advance(TimeSpan.FromMinutes(55));
        }

        (await asking.Invoking(it => it).Should().ThrowAsync<HttpRequestException>()).WithMessage($"*(Retrying:{option}).");
    }

    [Fact]
    public async Task Without_a_limit_nobody_is_left()
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions { AnswerTimeout = Timeout.InfiniteTimeSpan });
        var asking = chain.AskAsync(Whole);

        chain.Clock.PendingTimers.Should().Be(0);
        chain.Clock.Advance(TimeSpan.FromDays(2));
        silent.Answer("""{"id":"msg_1","type":"message","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""");

        (await asking).Status.Should().Be(200);
    }

    [Fact]
    public async Task Who_is_late_is_asked_again()
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions { TotalDeadline = TimeSpan.FromDays(1) });
        var asking = chain.AskAsync(Stream);

        chain.Clock.Advance(TimeSpan.FromMinutes(5));
        while (silent.Attempts < 2)
        {
            chain.Clock.Advance(TimeSpan.FromSeconds(0.1));
            await Task.Yield();
        }

        silent.Answer(Texts.Stream(Content, """{"type":"message_stop"}"""), "text/event-stream");

        (await asking).Report.Should().BeEquivalentTo(new { Attempts = 2, AmbiguousAttempts = 1 });
    }

    [Fact]
    public async Task A_stream_that_falls_silent_ends_with_a_failure_that_says_so()
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions());
        var asking = chain.Http.SendAsync(ChainUnderTest.Post(Stream.Utf8()), HttpCompletionOption.ResponseHeadersRead);
        silent.Answer(Texts.Stream(Content), "text/event-stream", isSilentAfter: true);
        using var response = await asking;
        var reading = response.Content.ReadAsByteArrayAsync();

        chain.Clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        reading.IsCompleted.Should().BeFalse();
        chain.Clock.Advance(TimeSpan.FromSeconds(1));

        (await reading.Invoking(it => it).Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain("silent for 00:02:00");
        response.GetCallReport()!.Error.Should().Be("incomplete");
        silent.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_timeout()
    {
        using var silent = new SilentServer();
        using var chain = Chain(silent, new RetryingOptions());
        using var leaves = new CancellationTokenSource();
        var asking = chain.Http.SendAsync(ChainUnderTest.Post(Stream.Utf8()), leaves.Token);

        await leaves.CancelAsync();

        await asking.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        silent.Attempts.Should().Be(1);
    }

    private static ChainUnderTest Chain(HttpMessageHandler server, RetryingOptions retrying) => new(
        options =>
        {
            options.ResponseCaching.Enabled = false;
            options.Retrying = retrying;
        },
        server);

    /// <summary>Answers when the test wants it to, or never.</summary>
    private sealed class SilentServer : HttpMessageHandler
    {
        private TaskCompletionSource<HttpResponseMessage> _answer = new();

        public int Attempts { get; private set; }

        public void Answer(string body, string type = "application/json", bool isSilentAfter = false)
        {
            var content = new StreamContent(new EndlessStream(body.Utf8(), isSilentAfter));
            content.Headers.ContentType = new(type);
            _answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Attempts++;
            _answer = new TaskCompletionSource<HttpResponseMessage>();
            var answer = _answer;
            cancellationToken.Register(() => answer.TrySetCanceled(cancellationToken));
            return answer.Task;
        }
    }

    private sealed class EndlessStream(byte[] bytes, bool isSilentAfter) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            if (count == 0 && isSilentAfter)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return count;
        }
    }
}
