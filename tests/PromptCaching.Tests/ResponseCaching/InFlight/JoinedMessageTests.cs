using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>Who wants a message joins a stream and gets what it amounts to.</summary>
public sealed class JoinedMessageTests : IDisposable
{
    private readonly FlightUnderTest _flight = new();

    public void Dispose() => _flight.Dispose();

    [Fact]
    public async Task The_message_that_a_stream_brings_is_an_answer_like_any_other()
    {
        var (_, message, call) = await StreamAndMessageAsync();
        call.AnswerWhole(Answers.Stream, isStream: true);

        var joined = await message;

        JsonComparer.FirstDifference(joined.Text.Json(), Answers.Message.Json()).Should().BeNull();
        joined.Header("x-promptcaching-result").Should().Be("joined");
        joined.Header("x-promptcaching-original-request-id").Should().Be("req_1");
        joined.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        joined.Report.Should().BeEquivalentTo(new { Source = CallSource.Joined, Cost = 0m, IsComplete = true, StopReason = "end_turn", MessageId = "msg_1" });
        joined.Report.CostWithoutCaching.Should().BePositive();
        _flight.Server.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task It_is_there_with_the_last_event_however_long_the_connection_stays_open()
    {
        var (_, message, call) = await StreamAndMessageAsync();
        call.Answer(isStream: true).Send(Answers.Stream);

        (await message).Status.Should().Be(200);
    }

    [Fact]
    public async Task It_comes_although_nobody_reads_the_stream()
    {
        var (stream, message, call) = await StreamAndMessageAsync();
        call.AnswerWhole(Answers.Stream, isStream: true);

        (await message).Status.Should().Be(200);
        (await FlightUnderTest.ReadAsync(await stream)).Text.Should().Be(Answers.Stream);
    }

    [Theory]
    [InlineData("overloaded_error", 529)]
    [InlineData("rate_limit_error", 429)]
    [InlineData("api_error", 500)]
    [InlineData("error_of_the_future", 500)]
    public async Task An_error_event_is_a_response_with_the_status_of_its_type(string type, int status)
    {
        var error = Answers.ErrorEvent.Replace("overloaded_error", type, StringComparison.Ordinal);
        var (_, message, call) = await StreamAndMessageAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]).Send(error);

        var joined = await message;

        joined.Status.Should().Be(status);
        joined.Text.Json().GetProperty("error").GetProperty("type").GetString().Should().Be(type);
        joined.Header("x-promptcaching-result").Should().Be("joined");
        joined.Header("x-promptcaching-original-request-id").Should().Be("req_1");
        joined.Report.Should().BeEquivalentTo(new { IsComplete = true, Cost = 0m });
    }

    [Fact]
    public async Task An_error_in_words_of_a_proxy_is_an_error_too()
    {
        var (_, message, call) = await StreamAndMessageAsync();
        call.AnswerWhole(Answers.Events[0] + "event: error\ndata:\n\n", isStream: true);

        (await message).Status.Should().Be(500);
    }

    [Fact]
    public async Task A_cut_stream_is_a_broken_connection()
    {
        var (stream, message, call) = await StreamAndMessageAsync();
        call.AnswerWhole(Answers.Events[0], isStream: true);

        (await message.Invoking(it => it).Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
        (await stream).Dispose();
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_stream_that_nobody_can_tell_as_a_message_is_asked_for_as_a_message_once()
    {
        var odd = Answers.Events[0] + "data: [DONE\n\n" + string.Concat(Answers.Events[1..]);
        var stream = _flight.AskAsync(Questions.Stream);
        Task<Answered>[] messages = [_flight.AskAsync(Questions.Json), _flight.AskAsync(Questions.Json)];
        (await _flight.Server.NextCallAsync()).AnswerWhole(odd, isStream: true);

        var second = await _flight.Server.NextCallAsync();
        second.Question.Utf8().Should().NotContain("\"stream\":true");
        second.AnswerWhole(Answers.Message);

        (await stream).Text.Should().Be(odd);
        (await Task.WhenAll(messages)).Should().OnlyContain(answer => answer.Text == Answers.Message);
        _flight.Server.Calls.Count.Should().BeOneOf(2, 3);
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task The_stream_goes_on_for_a_message_whose_stream_readers_have_left()
    {
        var (stream, message, call) = await StreamAndMessageAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]);
        (await stream).Dispose();
        Array.ForEach(Answers.Events[1..], piece => call.Send(piece));

        var joined = await message;

        joined.Status.Should().Be(200);
        joined.Report.Source.Should().Be(CallSource.Api);
        joined.Report.Cost.Should().BePositive();
    }

    [Fact]
    public async Task Who_waits_for_a_message_and_leaves_takes_nobody_along()
    {
        using var leaves = new CancellationTokenSource();
        var stream = _flight.AskAsync(Questions.Stream);
        var message = _flight.AskAsync(Questions.Json, cancellationToken: leaves.Token);
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]);
        await leaves.CancelAsync();
        await message.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        call.IsCancelled.Should().BeFalse();
        Array.ForEach(Answers.Events[1..], piece => call.Send(piece));
        call.End();
        (await stream).Text.Should().Be(Answers.Stream);
    }

    private async Task<(Task<HttpResponseMessage> Stream, Task<Answered> Message, GatedCall Call)> StreamAndMessageAsync()
    {
        var stream = _flight.SendAsync(Questions.Stream);
        var message = _flight.AskAsync(Questions.Json);
        return (stream, message, await _flight.Server.NextCallAsync());
    }
}
