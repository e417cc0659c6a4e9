using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>What goes wrong costs one call, reaches everybody, and is kept by nobody.</summary>
public sealed class FailureTests : IDisposable
{
    private const int Callers = 5;
    private readonly FlightUnderTest _flight = new();

    public void Dispose() => _flight.Dispose();

    [Fact]
    public async Task A_connection_that_fails_fails_all()
    {
        var callers = Ask(Questions.Json);
        (await _flight.Server.NextCallAsync()).Break(new HttpRequestException("No route."));

        foreach (var caller in callers)
        {
            (await caller.Invoking(it => it).Should().ThrowAsync<HttpRequestException>()).Which.Message.Should().Be("No route.");
        }

        await NothingIsLeftAsync(Questions.Json);
    }

    [Theory]
    [InlineData(400, "invalid_request_error")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(529, "overloaded_error")]
    public async Task An_error_reaches_all_with_its_headers_and_its_body(int status, string type)
    {
        var body = Answers.Overloaded.Replace("overloaded_error", type, StringComparison.Ordinal);
        var callers = Ask(Questions.Json);
        (await _flight.Server.NextCallAsync()).AnswerWhole(body, status: status, headers: ("retry-after", "7"));

        var answers = await Task.WhenAll(callers);

        answers.Should().OnlyContain(answer => answer.Status == status && answer.Text == body && answer.Header("retry-after") == "7");
        answers.Select(answer => answer.Response).Distinct().Should().HaveCount(Callers);
        answers.Count(answer => answer.Header("x-promptcaching-result") == "joined").Should().Be(Callers - 1);
        answers.Should().OnlyContain(answer => answer.Report.IsComplete && answer.Report.Error == type && answer.Report.RequestId == "req_1");
        answers.Sum(answer => answer.Report.Attempts).Should().Be(1);
        await NothingIsLeftAsync(Questions.Json);
    }

    [Fact]
    public async Task An_error_whose_body_breaks_off_is_still_that_error()
    {
        var callers = Ask(Questions.Json);
        (await _flight.Server.NextCallAsync()).Answer(status: 529).Send("{\"type\"").Break(new IOException("Reset."));

        (await Task.WhenAll(callers)).Should().OnlyContain(answer => answer.Status == 529);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_is_cut_is_cut_for_all(bool isClean)
    {
        var callers = Enumerable.Range(0, Callers).Select(_ => _flight.SendAsync(Questions.Stream)).ToList();
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]).Send(Answers.Events[1]);
        call.Body.End(isClean ? null : new IOException("Reset."));

        foreach (var response in await Task.WhenAll(callers))
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            using var read = new MemoryStream();
            await stream.Invoking(it => it.CopyToAsync(read).Soon()).Should().ThrowAsync<IOException>();
            read.ToArray().Utf8().Should().Be(Answers.Events[0] + Answers.Events[1]);
        }

        _flight.Reports.Should().HaveCount(Callers).And.OnlyContain(report => report.Error == "incomplete");
        await NothingIsLeftAsync(Questions.Stream);
    }

    [Fact]
    public async Task A_message_that_is_cut_is_cut_for_all()
    {
        var callers = Ask(Questions.Json);
        (await _flight.Server.NextCallAsync()).Answer().Send(Answers.Message[..50]).Break(new IOException("Reset."));

        foreach (var caller in callers)
        {
            await caller.Invoking(it => it).Should().ThrowAsync<HttpRequestException>();
        }

        await NothingIsLeftAsync(Questions.Json);
    }

    [Fact]
    public async Task An_error_event_reaches_all_who_read_the_stream()
    {
        var callers = Ask(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Events[0] + Answers.ErrorEvent, isStream: true);

        var answers = await Task.WhenAll(callers);

        answers.Should().OnlyContain(answer => answer.Text == Answers.Events[0] + Answers.ErrorEvent);
        answers.Should().OnlyContain(answer => answer.Report.Error == "overloaded_error");
        await NothingIsLeftAsync(Questions.Stream);
    }

    [Fact]
    public async Task Retries_are_one_callers_and_all_get_what_they_bring()
    {
        using var flight = new FlightUnderTest(options => options.Retrying = new() { AnswerTimeout = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan });
        Task<Answered>[] callers = [flight.AskAsync(Questions.Json), flight.AskAsync(Questions.Json)];
        (await flight.Server.NextCallAsync()).AnswerWhole(Answers.Overloaded, status: 529);
        while (!flight.Server.Calls.Skip(1).Any())
        {
            flight.Chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        var third = flight.AskAsync(Questions.Json);
        await flight.Server.NextCallAsync();
        flight.Server.Calls.Last().AnswerWhole(Answers.Message);

        (await Task.WhenAll([.. callers, third])).Should().OnlyContain(answer => answer.Text == Answers.Message);
        flight.Server.Calls.Should().HaveCount(2);
        flight.Server.Calls.First().Question.Should().Equal(flight.Server.Calls.Last().Question);
        flight.Reports.Select(report => report.Attempts).Should().BeEquivalentTo([2, 0, 0]);
    }

    private List<Task<Answered>> Ask(string question) => [.. Enumerable.Range(0, Callers).Select(_ => _flight.AskAsync(question))];

    /// <summary>One call was made, nobody waits, and the next one who asks begins anew.</summary>
    private async Task NothingIsLeftAsync(string question)
    {
        _flight.Server.Calls.Should().HaveCount(1);
        _flight.InFlight.Should().Be(0);
        _flight.Reports.Should().HaveCount(Callers).And.OnlyContain(report => report.IsComplete);
        var next = _flight.AskAsync(question);
        (await _flight.Server.NextCallAsync()).AnswerWhole(question == Questions.Stream ? Answers.Stream : Answers.Message, question == Questions.Stream);
        (await next).Report.Source.Should().Be(CallSource.Api);
    }
}
