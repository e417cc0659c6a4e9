using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>Who asks what is being asked already waits for the same answer, and gets it whole.</summary>
public sealed class JoiningTests : IDisposable
{
    private const int Many = 100;
    private readonly FlightUnderTest _flight = new();

    public void Dispose() => _flight.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hundred_equal_questions_at_once_are_one_call(bool isStream)
    {
        var callers = Enumerable.Range(0, Many).Select(_ => _flight.AskAsync(isStream ? Questions.Stream : Questions.Json)).ToList();
        var call = await _flight.Server.NextCallAsync();
        call.AnswerWhole(isStream ? Answers.Stream : Answers.Message, isStream);

        var answers = await Task.WhenAll(callers);

        _flight.Server.Calls.Should().HaveCount(1);
        answers.Should().OnlyContain(answer => answer.Status == 200 && answer.Text == (isStream ? Answers.Stream : Answers.Message));
        answers.Select(answer => answer.Response).Distinct().Should().HaveCount(Many);
        answers.Count(answer => answer.Header("x-promptcaching-result") == "joined").Should().Be(Many - 1);
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Equal_questions_from_many_threads_are_one_call()
    {
        using var together = new Barrier(8);
        var callers = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return _flight.AskAsync(Questions.Json);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToList();
        var asking = await Task.WhenAll(callers);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);

        (await Task.WhenAll(asking)).Should().OnlyContain(answer => answer.Text == Answers.Message);
        _flight.Server.Calls.Should().HaveCount(1);
    }

    [Theory]
    [InlineData(""" {"messages":[{"content":"What is 2 + 2?","role":"user"}],"max_tokens":64,"model":"claude-haiku-5-5"}""")]
    [InlineData("""{"model":"claude-haiku-5-5","max_tokens":64,"stream":false,"messages":[{"role":"user","content":"Wh\u0061t is 2 + 2?"}]}""")]
    [InlineData("""{"model":"claude-haiku-5-5","max_tokens":64,"metadata":{},"messages":[{"role":"user","content":"What is 2 + 2?"}]}""")]
    public async Task Another_spelling_of_the_question_joins(string spelling)
    {
        var first = _flight.AskAsync(Questions.Json);
        var second = _flight.AskAsync(spelling);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);

        (await second).Body.Should().Equal((await first).Body);
        _flight.Server.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_late_caller_gets_what_has_come_and_then_each_event_as_it_comes()
    {
        using var first = await BegunAsync();
        var call = _flight.Server.Calls.Single();
        await using var early = await first.Content.ReadAsStreamAsync();
        call.Send(Answers.Events[0]);
        var read = await FlightUnderTest.ReadPieceAsync(early);
        call.Send(Answers.Events[1]);
        read += await FlightUnderTest.ReadPieceAsync(early);

        using var second = await _flight.SendAsync(Questions.Stream);
        await using var late = await second.Content.ReadAsStreamAsync();
        (await FlightUnderTest.ReadPieceAsync(late)).Should().Be(read).And.Be(Answers.Events[0] + Answers.Events[1]);
        for (var next = 2; next < Answers.Events.Length; next++)
        {
            var waiting = FlightUnderTest.ReadPieceAsync(late);
            waiting.IsCompleted.Should().BeFalse();
            call.Send(Answers.Events[next]);
            (await waiting).Should().Be(Answers.Events[next]);
            (await FlightUnderTest.ReadPieceAsync(early)).Should().Be(Answers.Events[next]);
        }

        call.End();
        (await FlightUnderTest.ReadPieceAsync(late)).Should().BeEmpty();
        (await FlightUnderTest.ReadPieceAsync(early)).Should().BeEmpty();
        _flight.Server.Calls.Should().HaveCount(1);
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_late_caller_of_a_message_joins_until_its_last_byte()
    {
        using var first = await BegunAsync(Questions.Json);
        var call = _flight.Server.Calls.Single().Send(Answers.Message[..20]);
        await using var early = await first.Content.ReadAsStreamAsync();
        await FlightUnderTest.ReadPieceAsync(early);

        var late = _flight.AskAsync(Questions.Json);
        call.Send(Answers.Message[20..]).End();

        (await late).Text.Should().Be(Answers.Message);
        _flight.Server.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task What_joins_says_so_and_has_no_limits_of_anothers_request()
    {
        var first = _flight.AskAsync(Questions.Json);
        var second = _flight.AskAsync(Questions.Json);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);

        var (asked, joined) = (await first, await second);
        asked.Header("x-promptcaching-result").Should().BeNull();
        asked.Header("request-id").Should().Be("req_1");
        asked.Header("anthropic-ratelimit-requests-remaining").Should().Be("7");
        joined.Header("x-promptcaching-result").Should().Be("joined");
        joined.Header("x-promptcaching-original-request-id").Should().Be("req_1");
        joined.Header("request-id").Should().BeNull();
        joined.Header("anthropic-ratelimit-requests-remaining").Should().BeNull();
        joined.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public async Task A_caller_who_wants_a_stream_does_not_wait_for_a_message()
    {
        var message = _flight.AskAsync(Questions.Json);
        var asked = await _flight.Server.NextCallAsync();
        var stream = _flight.AskAsync(Questions.Stream);
        var streamed = await _flight.Server.NextCallAsync();

        streamed.AnswerWhole(Answers.Stream, isStream: true);
        (await stream).Text.Should().Be(Answers.Stream);
        asked.AnswerWhole(Answers.Message);
        (await message).Text.Should().Be(Answers.Message);
        _flight.Server.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Scopes_and_users_never_join_each_other()
    {
        const string OfUser = """{"metadata":{"user_id":"u-1"},"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"What is 2 + 2?"}]}""";
        Task<Answered>[] callers =
        [
            _flight.AskAsync(Questions.Json),
            _flight.AskAsync(Questions.Json, request => new ClaudeCall { Scope = "a" }.Set(request)),
            _flight.AskAsync(Questions.Json, request => new ClaudeCall { Scope = "b" }.Set(request)),
            _flight.AskAsync(Questions.Json, request => request.Headers.Add("x-api-key", "another")),
            _flight.AskAsync(OfUser),
            _flight.AskAsync(OfUser.Replace("u-1", "u-2", StringComparison.Ordinal)),
        ];
        for (var call = 0; call < callers.Length; call++)
        {
            (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        }

        (await Task.WhenAll(callers)).Should().OnlyContain(answer => answer.Header("x-promptcaching-result") == null);
    }

    [Theory]
    [InlineData(ResponseCacheMode.Bypass)]
    [InlineData(ResponseCacheMode.Refresh)]
    public async Task Who_wants_a_new_answer_neither_joins_nor_is_joined(ResponseCacheMode mode)
    {
        Task<Answered>[] callers =
        [
            _flight.AskAsync(Questions.Json, request => FlightUnderTest.Wish(request, mode)),
            _flight.AskAsync(Questions.Json),
            _flight.AskAsync(Questions.Json, request => FlightUnderTest.Wish(request, mode)),
        ];
        _flight.InFlight.Should().Be(1);
        for (var call = 0; call < callers.Length; call++)
        {
            (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        }

        (await Task.WhenAll(callers)).Should().OnlyContain(answer => answer.Report.Source == CallSource.Api);
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Who_wants_only_a_stored_answer_joins_but_never_begins()
    {
        static void OnlyIfCached(HttpRequestMessage request) => FlightUnderTest.Wish(request, ResponseCacheMode.OnlyIfCached);
        await _flight.Invoking(it => it.AskAsync(Questions.Json, OnlyIfCached)).Should().ThrowAsync<ClaudeRefusedException>();

        var asking = _flight.AskAsync(Questions.Json);
        var waiting = _flight.AskAsync(Questions.Json, OnlyIfCached);
        await _flight.Invoking(it => it.AskAsync(Questions.Stream, OnlyIfCached)).Should().ThrowAsync<ClaudeRefusedException>();
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);

        (await waiting).Body.Should().Equal((await asking).Body);
        _flight.Server.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task Who_asks_after_a_clearing_gets_nothing_that_was_begun_before_it()
    {
        var before = _flight.AskAsync(Questions.Json);
        _flight.Chain.Clock.Advance(TimeSpan.FromSeconds(1));
        await _flight.Chain.Handler.Regions.ClearAllAsync();
        _flight.Chain.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<Answered>[] after = [_flight.AskAsync(Questions.Json), _flight.AskAsync(Questions.Json)];

        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message.Replace("Four", "Five", StringComparison.Ordinal));
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);

        (await before).Text.Should().Contain("Five.");
        (await Task.WhenAll(after)).Should().OnlyContain(answer => answer.Text == Answers.Message);
        _flight.Server.Calls.Should().HaveCount(2);
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Who_names_another_content_asks_for_another_answer()
    {
        static Action<HttpRequestMessage> From(string version) => request =>
            new ClaudeCall { DependsOn = new Dictionary<string, string> { ["handbook"] = version } }.Set(request);
        var old = _flight.AskAsync(Questions.Json, From("1"));
        Task<Answered>[] young = [_flight.AskAsync(Questions.Json, From("2")), _flight.AskAsync(Questions.Json, From("2"))];

        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);

        await Task.WhenAll([old, .. young]);
        _flight.Server.Calls.Should().HaveCount(2);
        (await young[1]).Header("x-promptcaching-result").Should().Be("joined");
    }

    /// <summary>Asks, lets the response begin, and sends nothing of it.</summary>
    private async Task<HttpResponseMessage> BegunAsync(string question = Questions.Stream)
    {
        var asking = _flight.SendAsync(question);
        (await _flight.Server.NextCallAsync()).Answer(isStream: question == Questions.Stream);
        return await asking;
    }
}
