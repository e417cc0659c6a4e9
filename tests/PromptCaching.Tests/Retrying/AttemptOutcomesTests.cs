using System.Net;
using PromptCaching.Retrying;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Retrying;

public sealed class AttemptOutcomesTests
{
    private const string Spent = """{"error":{"type":"rate_limit_error","details":{"error_code":"enforced_spend_limit_reached"}}}""";
    private readonly ManualTimeProvider _clock = new();

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("maybe", null)]
    [InlineData(null, null)]
    public async Task The_server_s_word_is_true_false_or_none(string? word, bool? expected)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.BadRequest);
        if (word is not null)
        {
            response.Headers.TryAddWithoutValidation("x-should-retry", word);
        }

        (await OfAsync(response)).ServerSaysRetry.Should().Be(expected);
    }

    [Fact]
    public async Task A_date_to_come_back_at_counts_from_now()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter = new(_clock.GetUtcNow() + TimeSpan.FromSeconds(90));

        (await OfAsync(response)).ServerDelay.Should().BeCloseTo(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(429, Spent, true)]
    [InlineData(429, """{"error":{"type":"rate_limit_error"}}""", false)]
    [InlineData(429, "<html>Too many</html>", false)]
    [InlineData(400, Spent, false)]
    public async Task Only_a_429_is_looked_into_for_a_spend_limit(int status, string body, bool expected)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };

        (await OfAsync(response)).IsSpendLimit.Should().Be(expected);
    }

    [Fact]
    public async Task A_429_whose_body_does_not_end_is_an_ordinary_one_after_five_seconds()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new BodyThat(static token => Task.Delay(Timeout.Infinite, token)) };
        var looking = OfAsync(response);

        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        looking.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        (await looking).IsSpendLimit.Should().BeFalse();
    }

    public static TheoryData<Exception> Breaks => [new HttpRequestException("Reset."), new IOException("Reset."), new InvalidDataException("Not gzip.")];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_429_whose_body_breaks_is_an_ordinary_one(Exception failure)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new BodyThat(_ => Task.FromException(failure)) };

        (await OfAsync(response)).Should().BeEquivalentTo(new { Status = HttpStatusCode.TooManyRequests, IsSpendLimit = false });
    }

    [Fact]
    public async Task Whoever_leaves_while_a_429_is_looked_into_has_left()
    {
        using var leaves = new CancellationTokenSource();
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new BodyThat(static token => Task.Delay(Timeout.Infinite, token)) };
        var looking = AttemptOutcomes.OfAsync(response, _clock, leaves.Token).AsTask();

        await leaves.CancelAsync();

        await looking.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
    }

    public static TheoryData<Exception, object?> Failures => new()
    {
        { new HttpRequestException("Late.", new TimeoutException()), AttemptEnd.TimedOut },
        { new HttpRequestException(HttpRequestError.ConnectionError, "Nobody there."), AttemptEnd.NotConnected },
        { new TaskCanceledException("The connection was not made in time.", new TimeoutException()), AttemptEnd.NotConnected },
        { new HttpRequestException("Reset."), AttemptEnd.Lost },
        { new IOException("Reset."), AttemptEnd.Lost },
        { new TaskCanceledException("The caller left."), null },
        { new InvalidOperationException("A mistake."), null },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_was_thrown_tells_how_far_the_request_came(Exception failure, object? expected) =>
        ((object?)AttemptOutcomes.Of(failure, CancellationToken.None)?.End).Should().Be(expected);

    private Task<AttemptOutcome> OfAsync(HttpResponseMessage response) => AttemptOutcomes.OfAsync(response, _clock, CancellationToken.None).AsTask();

    private sealed class BodyThat(Func<CancellationToken, Task> doesThis) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => doesThis(default);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            doesThis(cancellationToken);

        protected override bool TryComputeLength(out long length) => (length = 0) < 0;
    }
}
