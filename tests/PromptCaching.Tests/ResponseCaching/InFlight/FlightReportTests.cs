using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>Each call has its report; one of them pays.</summary>
public sealed class FlightReportTests : IDisposable
{
    private readonly FlightUnderTest _flight = new();
    private readonly CancellationTokenSource _leaves = new();

    public void Dispose()
    {
        _flight.Dispose();
        _leaves.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_asked_first_pays_and_the_others_learn_what_they_saved(bool isStream)
    {
        var question = isStream ? Questions.Stream : Questions.Json;
        Task<Answered>[] callers = [_flight.AskAsync(question), _flight.AskAsync(question), _flight.AskAsync(question)];
        (await _flight.Server.NextCallAsync()).AnswerWhole(isStream ? Answers.Stream : Answers.Message, isStream);

        var reports = (await Task.WhenAll(callers)).Select(answer => answer.Report).ToList();

        reports[0].Should().BeEquivalentTo(new { Source = CallSource.Api, Attempts = 1, RequestId = "req_1", IsComplete = true });
        reports[0].Usage.Should().BeEquivalentTo(new { Input = 10L, Output = 2L });
        reports[0].Cost.Should().BePositive();
        reports[1..].Should().AllBeEquivalentTo(new
        {
            Source = CallSource.Joined, Attempts = 0, Cost = 0m, RequestId = "req_1", MessageId = "msg_1", StopReason = "end_turn", IsComplete = true,
            Usage = new TokenUsage(), reports[0].CostWithoutCaching,
        });
        reports.Sum(report => report.Cost).Should().Be(reports[0].Cost);
        _flight.Reports.Should().HaveCount(3);
    }

    [Fact]
    public async Task Where_the_first_has_left_before_the_answer_the_next_pays()
    {
        var first = _flight.AskAsync(Questions.Json, cancellationToken: _leaves.Token);
        Task<Answered>[] others = [_flight.AskAsync(Questions.Json), _flight.AskAsync(Questions.Json)];
        var call = await _flight.Server.NextCallAsync();
        await _leaves.CancelAsync();
        await first.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        call.AnswerWhole(Answers.Message);

        var reports = (await Task.WhenAll(others)).Select(answer => answer.Report).ToList();

        _flight.Reports.First().Should().BeEquivalentTo(new { Error = "canceled", Attempts = 0, IsComplete = true });
        reports[0].Should().BeEquivalentTo(new { Source = CallSource.Api, Attempts = 1 });
        reports[0].Cost.Should().BePositive();
        reports[1].Should().BeEquivalentTo(new { Source = CallSource.Joined, Attempts = 0, Cost = 0m });
    }

    [Fact]
    public async Task Where_the_first_has_left_in_mid_stream_the_next_pays_and_the_first_says_no_more_that_it_did()
    {
        var first = _flight.SendAsync(Questions.Stream);
        var second = _flight.SendAsync(Questions.Stream);
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]);
        var left = await first;
        left.GetCallReport()!.Source.Should().Be(CallSource.Api);
        left.Dispose();
        Array.ForEach(Answers.Events[1..], piece => call.Send(piece));
        call.End();

        var stayed = (await FlightUnderTest.ReadAsync(await second)).Report;

        left.GetCallReport().Should().BeEquivalentTo(new { Source = CallSource.Joined, Attempts = 0, Cost = 0m, Error = "incomplete", IsComplete = true });
        stayed.Should().BeEquivalentTo(new { Source = CallSource.Api, Attempts = 1, IsComplete = true });
        stayed.Cost.Should().BePositive();
        stayed.Verdict.Outcome.Should().NotBe(CacheOutcome.AnsweredFromResponseCache);
    }

    [Fact]
    public async Task Where_all_have_left_the_last_one_has_the_bill()
    {
        var first = _flight.SendAsync(Questions.Stream);
        var second = _flight.SendAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).Answer(isStream: true).Send(Answers.Events[0]);
        var (one, other) = (await first, await second);

        one.Dispose();
        other.Dispose();

        _flight.Reports.Select(report => (report.Source, report.Attempts)).Should().Equal((CallSource.Joined, 0), (CallSource.Api, 1));
    }

    [Fact]
    public async Task Where_all_have_left_before_the_answer_the_last_one_has_the_attempt()
    {
        using var alsoLeaves = new CancellationTokenSource();
        var first = _flight.SendAsync(Questions.Json, cancellationToken: _leaves.Token);
        var second = _flight.SendAsync(Questions.Json, cancellationToken: alsoLeaves.Token);
        await _flight.Server.NextCallAsync();

        await _leaves.CancelAsync();
        await first.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        await alsoLeaves.CancelAsync();
        await second.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        _flight.Reports.Select(report => report.Attempts).Should().Equal(0, 1);
    }

    [Fact]
    public async Task A_report_is_complete_when_its_own_reader_is_done()
    {
        var slow = _flight.SendAsync(Questions.Stream);
        var quick = _flight.AskAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Stream, isStream: true);
        (await quick).Report.IsComplete.Should().BeTrue();

        using var response = await slow;
        response.GetCallReport()!.IsComplete.Should().BeFalse();
        await FlightUnderTest.ReadAsync(response);

        response.GetCallReport().Should().BeEquivalentTo(new { IsComplete = true, Source = CallSource.Api });
        response.GetCallReport()!.Cost.Should().BePositive();
    }

    [Fact]
    public async Task Nobody_sees_the_last_event_before_the_answer_is_stored_and_billed()
    {
        var writing = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        var store = new UnreliableStore
        {
            OnWrite = (_, _) =>
            {
                writing.TrySetResult();
                return written.Task;
            },
        };
        using var flight = new FlightUnderTest(options => options.DistributedCache = store);
        Task<HttpResponseMessage>[] callers = [flight.SendAsync(Questions.Stream), flight.SendAsync(Questions.Stream)];
        (await flight.Server.NextCallAsync()).Answer(isStream: true).Send(Answers.Stream);
        using var first = await callers[0];
        using var second = await callers[1];
        await using var one = await first.Content.ReadAsStreamAsync();
        await using var other = await second.Content.ReadAsStreamAsync();
        var reading = FlightUnderTest.ReadPieceAsync(one);
        await writing.Task.Soon();
        var readingToo = FlightUnderTest.ReadPieceAsync(other);
        readingToo.IsCompleted.Should().BeFalse();
        second.GetCallReport()!.IsComplete.Should().BeFalse();

        written.SetResult();

        (await reading).Should().Be(Answers.Stream);
        (await readingToo).Should().Be(Answers.Stream);
        first.GetCallReport()!.Cost.Should().BePositive();
        second.GetCallReport()!.CostWithoutCaching.Should().BePositive();
    }

    [Fact]
    public async Task A_reader_who_stops_with_the_last_event_has_a_whole_report()
    {
        var asking = _flight.SendAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).Answer(isStream: true).Send(Answers.Stream);
        using var response = await asking;
        await using var stream = await response.Content.ReadAsStreamAsync();

        (await FlightUnderTest.ReadPieceAsync(stream)).Should().Be(Answers.Stream);

        response.GetCallReport().Should().BeEquivalentTo(new { IsComplete = true, Error = (string?)null, StopReason = "end_turn" });
        response.GetCallReport()!.Cost.Should().BePositive();
        _flight.InFlight.Should().Be(0);
    }
}
